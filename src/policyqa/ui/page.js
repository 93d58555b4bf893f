// What the pages do in the browser: showing one page at a time, the original beside it, letters of several sizes, reading aloud.
(() => {
  const root = document.documentElement;
  const PAGES = ['ask', 'benefits', 'duties', 'policies', 'evaluation'];
  const SIZES = ['normal', 'large', 'elder'];
  const fields = () => new URLSearchParams(location.search);
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const narrow = () => matchMedia('(max-width: 1000px)').matches;
  const left = {}; // how far each page was scrolled when it was left
  let server = null, caller = null, waiting = null;

  root.lang = 'zh-CN';

  // --- pages and letters -------------------------------------------------------------------------------------------

  function show(page) {
    left[root.dataset.page] = scrollY;
    const step = history.state?.reader ? 'replaceState' : 'pushState'; // what the open original stood on is not gone back to
    root.dataset.page = PAGES.includes(page) ? page : 'ask';
    history[step]({}, '', address(root.dataset.page));
    settle();
    scrollTo(0, 0);
  }

  const address = (page) => (page === 'ask' ? '?' : `?view=${page}`);

  function settle() {
    const page = root.dataset.page;
    all('.pages a, .brand').forEach((a) => a.dataset.page === page && a.closest('.pages')
      ? a.setAttribute('aria-current', 'page') : a.removeAttribute('aria-current'));
    all('[data-size]').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.size === root.dataset.letters)));
    const link = find(`.pages a[data-page="${page}"]`);
    if (link) document.title = `${link.getAttribute('aria-label')} - 政策问答`;
  }

  // How high the bar and the question box are hangs on the size of the letters and the width of the window.
  function measure() {
    for (const [name, part] of [['--top', find('#top')], ['--foot', find('#composer')]]) {
      if (part) root.style.setProperty(name, `${part.offsetHeight}px`);
    }
  }

  function size(name) {
    root.dataset.letters = SIZES.includes(name) ? name : 'normal';
    try { localStorage.setItem('policyqa-letters', root.dataset.letters); } catch { /* storage may be off */ }
    settle();
  }

  function remembered() {
    try { return localStorage.getItem('policyqa-letters'); } catch { return null; }
  }

  // --- the original ------------------------------------------------------------------------------------------------

  const reader = () => find('#reader');
  const clauses = () => all('.clause', reader());
  const current = () => find('.clause.current', reader());

  async function open(doc, clause, at, from = null) {
    if (!server) { waiting = [doc, clause, at]; return; }
    caller = from;
    const found = await server.original({doc, clause, at}).catch(() => null);
    if (!found) { announce('原文暂时打不开，请稍候再试。', true); return; }
    const box = reader();
    if (from && box.hidden) history.pushState({reader: true}, ''); // so that going back closes it
    box.innerHTML = found.html;
    box.dataset.doc = doc;
    box.hidden = false;
    root.dataset.reader = 'open';
    modal(narrow());
    place(found.clause, find('mark', box));
    find('.reader-title', box).focus({preventScroll: true});
  }

  function close() {
    if (root.dataset.reader !== 'open') return;
    if (history.state?.reader) { history.back(); return; }
    hide();
    if (fields().has('doc')) history.replaceState({}, '', address(root.dataset.page));
  }

  function hide() {
    if (root.dataset.reader !== 'open') return;
    delete root.dataset.reader;
    reader().hidden = true;
    modal(false);
    if (caller && caller.isConnected) caller.focus({preventScroll: true});
  }

  function modal(on) {
    const box = reader();
    for (const [name, value] of [['role', 'dialog'], ['aria-modal', 'true']]) on ? box.setAttribute(name, value) : box.removeAttribute(name);
    ['#pages', '#top', '#bottom'].forEach((selector) => { const part = find(selector); if (part) part.inert = on; });
  }

  // Goes to a clause: marks it as the current one, says where it stands, and brings it, or what is marked in it, into sight.
  function place(path, mark = null) {
    const section = clauses().find((c) => c.dataset.path === path);
    const paper = find('.paper', reader());
    if (!paper) return;
    clauses().forEach((c) => { c.classList.toggle('current', c === section); c === section ? c.setAttribute('aria-current', 'location') : c.removeAttribute('aria-current'); });
    all('.tree a', reader()).forEach((a) => {
      const here = a.dataset.goto === path;
      here ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current');
      for (let up = here && a.closest('details'); up; up = up.parentElement.closest('details')) up.open = true;
    });
    crumbs(path);
    const target = mark || section;
    if (target) paper.scrollTop += target.getBoundingClientRect().top - paper.getBoundingClientRect().top - paper.clientHeight / 5;
    const here = find('.tree a[aria-current]', reader()), tree = find('.tree', reader());
    if (here) tree.scrollTop += here.getBoundingClientRect().top - tree.getBoundingClientRect().top - tree.clientHeight / 3;
    if (root.dataset.page === 'policies') history.replaceState(history.state, '', link(path));
  }

  function crumbs(path) {
    const list = find('.crumbs', reader());
    if (!list) return;
    list.replaceChildren();
    const labels = path ? path.split('/') : [];
    labels.forEach((label, depth) => {
      const item = document.createElement('li'), above = labels.slice(0, depth + 1).join('/');
      const part = document.createElement(depth + 1 < labels.length ? 'button' : 'span');
      part.textContent = label;
      if (part.tagName === 'BUTTON') { part.type = 'button'; part.dataset.goto = above; } else part.setAttribute('aria-current', 'location');
      item.append(part);
      list.append(item);
    });
  }

  function link(path) {
    const query = new URLSearchParams({doc: reader().dataset.doc});
    if (path) query.set('clause', path);
    return `?${query}`;
  }

  function step(by) {
    const list = clauses(), at = list.indexOf(current());
    const next = list[Math.min(Math.max(at + by, 0), list.length - 1)];
    if (next) { place(next.dataset.path); announce(next.dataset.cite); }
  }

  function findText(form) {
    const words = form.elements.find.value.trim();
    const hits = words ? clauses().filter((c) => c.textContent.includes(words)) : [];
    highlight(words, hits);
    const count = find('.found-count', form);
    if (!hits.length) { count.textContent = words ? '没有找到' : ''; return; }
    const at = hits.indexOf(current()), next = hits[(at + 1) % hits.length];
    place(next.dataset.path);
    count.textContent = `第 ${hits.indexOf(next) + 1} 条，共 ${hits.length} 条`;
  }

  function highlight(words, hits) {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    for (const hit of hits) {
      const walk = document.createTreeWalker(hit, NodeFilter.SHOW_TEXT);
      for (let node; (node = walk.nextNode());) {
        for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + words.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + words.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set('policyqa-found', new Highlight(...ranges));
  }

  function citation() {
    const section = current();
    if (!section) return find('.reader-title', reader()).textContent;
    const marked = all('mark', section).map((m) => m.textContent).join('');
    return `${section.dataset.cite}：“${marked || section.innerText.trim()}”`;
  }

  // --- answers -----------------------------------------------------------------------------------------------------

  // What an answer says, line by line, without the numbers of its references: read aloud, they would pass for sums.
  function words(turn) {
    return all('.direct p, .direct li, .refusal, .why, .units, .failed p', turn).map((part) => {
      const copy = part.cloneNode(true);
      all('.reference, .for-readers', copy).forEach((extra) => extra.remove());
      return copy.textContent.trim();
    }).join('\n');
  }

  const verdict = (turn) => find('.verdict', turn)?.lastChild.textContent;

  const asked = (turn) => find('.asked', turn).lastChild.textContent;

  function answered() {
    const turns = all('.turn'), last = turns[turns.length - 1];
    if (!last || find('.pending', last)) return;
    if (matchMedia('(pointer: coarse)').matches) document.activeElement?.blur(); // a phone's keyboard would hide the answer
    last.scrollIntoView({block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
    announce(['回答', verdict(last), words(last)].filter(Boolean).join('：'));
  }

  function checked() {
    const title = find('#entitled-title');
    if (!title) return;
    title.scrollIntoView({block: 'start'});
    title.focus({preventScroll: true});
  }

  // The form of benefits: who asks and where decides what else is asked; what was filled in stays where it is asked again.
  function fill(box, functions) {
    const form = find('form', box), filled = () => Object.fromEntries(new FormData(form));
    let turn = 0;
    form.addEventListener('change', async (event) => {
      if (!event.target.closest('.decides')) return;
      const mine = ++turn, fields = await functions.asked(filled());
      if (mine === turn) refresh(find('.topics', form), fields);
    });
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      find('#entitled', box).innerHTML = await functions.judged(filled()).catch(() => null)
        ?? '<p class="card failed" role="alert">暂时查不了，请稍候再试。</p>';
      checked();
    });
  }

  // Asks other things: a field that was asked before is moved, not made anew, so that whoever is typing in it goes on typing.
  function refresh(topics, fields) {
    const focused = document.activeElement, field = (input) => input.closest('fieldset, .typed');
    const before = new Map(all('input', topics).map((input) => [input.name, [field(input), input.closest('details').open]]));
    topics.innerHTML = fields;
    for (const input of all('input', topics)) {
      if (!input.isConnected || !before.has(input.name)) continue;
      const [kept, open] = before.get(input.name);
      input.closest('details').open ||= open;
      field(input).replaceWith(kept);
    }
    if (focused.isConnected) focused.focus({preventScroll: true});
  }

  // Sorts a table by a column, numbers by their size, everything else as Chinese is sorted; a second time the other way round.
  function sort(button) {
    const head = button.closest('th'), body = find('tbody', head.closest('table')), at = Number(button.dataset.sort);
    const down = head.getAttribute('aria-sort') === 'ascending';
    all('th', head.parentElement).forEach((th) => th.setAttribute('aria-sort', 'none'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const order = new Intl.Collator('zh-CN', {numeric: true});
    const text = (row) => row.cells[at].textContent.trim();
    const rows = [...body.rows].sort((a, b) => order.compare(text(a), text(b)));
    body.append(...(down ? rows.reverse() : rows));
    announce(`已按${button.textContent}${down ? '倒序' : '正序'}排列`);
  }

  function restarted() {
    close();
    find('#question textarea')?.focus();
  }

  function speak(turn, button) {
    if (!window.speechSynthesis) { announce('这个浏览器不能朗读。', true); return; }
    const spoken = (on) => { button.setAttribute('aria-pressed', String(on)); button.lastChild.textContent = on ? '停止' : '朗读'; };
    const before = find('[data-act=speak][aria-pressed=true]');
    speechSynthesis.cancel();
    if (before === button) { spoken(false); return; }
    const said = new SpeechSynthesisUtterance([verdict(turn), words(turn)].filter(Boolean).join('。'));
    const voices = speechSynthesis.getVoices().filter((v) => v.lang.startsWith('zh') && v.localService);
    said.lang = 'zh-CN';
    if (root.dataset.letters === 'elder') said.rate = 0.85;
    if (voices.length) said.voice = voices[0];
    said.onend = said.onerror = () => spoken(false);
    spoken(true);
    speechSynthesis.speak(said);
  }

  async function rate(turn, vote, reason = '', comment = '') {
    const thanks = find('.thanks', turn);
    if (turn.dataset.rated === vote && !reason) return;
    const kept = server && await server.rate({question: asked(turn), answer: words(turn), vote, reason, comment}).catch(() => false);
    thanks.textContent = kept ? '谢谢，已经记下。' : '没有记下，请稍候再试。';
    if (!kept) return;
    turn.dataset.rated = vote;
    for (const act of ['good', 'bad']) find(`[data-act=${act}]`, turn).setAttribute('aria-pressed', String(act === vote));
  }

  async function copy(text, told) {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    announce(told, true);
  }

  // Tells screen readers, and with `seen` everybody for a moment.
  function announce(text, seen = false) {
    const live = find('#announcer');
    if (!live) return;
    live.textContent = text;
    live.classList.toggle('seen', seen);
    if (seen) setTimeout(() => live.classList.remove('seen'), 2500);
  }

  // What Gradio says of trouble, in words for everybody: it speaks English when the line breaks or is full.
  const TROUBLE = [[/busy|queue/i, '人多，请稍候再问。'], [/connect|network|fetch/i, '和服务器的连接断了，请稍候再试。']];

  function translate() {
    const chinese = (text) => /\p{Script=Han}/u.test(text);
    for (const told of all('[data-testid="toast-text"]')) {
      if (chinese(told.textContent)) continue;
      told.textContent = (TROUBLE.find(([sign]) => sign.test(told.textContent)) ?? [0, '出了点问题，请稍候再试。'])[1];
    }
    all('.toast-title').filter((title) => !chinese(title.textContent)).forEach((title) => { title.firstChild.data = '请注意 '; });
    all('[data-testid="toast-close"]').forEach((button) => { button.ariaLabel = '关闭'; });
    all('[aria-label="Click to upload or drop files"], [aria-label="File upload"]').forEach((box) => { box.ariaLabel = '选择文件'; });
  }

  // Prints the original, one answer, or the page. Phones go on while the paper is being made ready: only the end of it undoes this.
  function print(button) {
    const turn = button.closest('.turn');
    root.dataset.print = button.closest('#reader') ? 'reader' : turn ? 'turn' : 'page';
    turn?.classList.add('printed');
    addEventListener('afterprint', () => { delete root.dataset.print; turn?.classList.remove('printed'); }, {once: true});
    window.print();
  }

  // --- what is clicked ---------------------------------------------------------------------------------------------

  const ACTS = {
    close,
    previous: () => step(-1),
    next: () => step(1),
    cite: () => copy(citation(), '引用已复制'),
    link: () => copy(new URL(link(current()?.dataset.path), location.href).href, '链接已复制'),
    tree: (button) => { const on = reader().classList.toggle('with-tree'); button.setAttribute('aria-expanded', String(on)); },
    print,
    copy: (button) => { const t = button.closest('.turn'); copy([asked(t), verdict(t), words(t), ...all('.sources li .chip', t).map((c) => c.title)].filter(Boolean).join('\n'), '回答已复制'); },
    speak: (button) => speak(button.closest('.turn'), button),
    good: (button) => rate(button.closest('.turn'), 'good'),
    bad: (button) => { const form = find('.reason', button.closest('.turn')); form.hidden = !form.hidden; if (!form.hidden) find('select', form).focus(); },
  };

  document.addEventListener('click', (event) => {
    const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
    const target = event.target.closest('[data-act],[data-open],[data-goto],[data-page],[data-size],[data-skip],[data-sort]');
    if (!target || target === root || !plain) return;
    const {act, page, size: letters, goto} = target.dataset;
    if (target.tagName === 'A') event.preventDefault();
    if (act && ACTS[act]) ACTS[act](target);
    else if ('open' in target.dataset) {
      const asked = new URL(target.href).searchParams;
      open(asked.get('doc'), asked.get('clause'), asked.get('at'), target);
    } else if (goto) {
      place(goto);
      if (narrow()) reader().classList.remove('with-tree');
    } else if (letters) size(letters);
    else if (target.dataset.sort) sort(target);
    else if ('skip' in target.dataset) { const main = find(`#page-${root.dataset.page}`); main.tabIndex = -1; main.focus(); } else if (page) { hide(); show(page); }
  });

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.matches('.find')) { event.preventDefault(); findText(form); }
    if (form.matches('.reason')) {
      event.preventDefault();
      rate(form.closest('.turn'), 'bad', form.elements.reason.value, form.elements.comment.value);
      form.hidden = true;
    }
  });

  // Escape closes the original, unless it ends the writing of a word.
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !event.isComposing) close(); });

  // The page that the address names.
  function wanted() {
    if (fields().has('doc')) return 'policies';
    return PAGES.includes(fields().get('view')) ? fields().get('view') : 'ask';
  }

  function start() {
    const asked = fields(), before = root.dataset.page;
    root.dataset.page = wanted();
    settle();
    if (asked.has('doc')) open(asked.get('doc'), asked.get('clause'), asked.get('at'));
    else hide();
    if (root.dataset.page !== before) scrollTo(0, left[root.dataset.page] ?? 0);
  }

  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => { left[root.dataset.page] = scrollY; start(); });
  root.dataset.page = wanted();
  root.dataset.letters = SIZES.includes(remembered()) ? remembered() : 'normal';

  window.policyqa = {
    answered,
    fill,
    restarted,
    connect(functions) {
      server = functions;
      new ResizeObserver(measure).observe(document.body);
      new MutationObserver(translate).observe(document.body, {childList: true, subtree: true});
      translate();
      start();
      find('#opening')?.remove();
      root.dataset.ready = '';
    },
  };
})();
