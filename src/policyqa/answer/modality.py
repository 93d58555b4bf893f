"""By which words a rule gives, spares, encourages or refuses, and which of them leave it hanging."""

from __future__ import annotations

import re

from policyqa.text.patterns import pattern

#: Forbids something, but a figure (不得超过) or what would refuse somebody.
MUST_NOT = r"不得(?!超过|低于|高于|少于|多于|小于|大于|晚于|早于|不|拒|推诿|歧视|克扣|拖欠)"
REFUSES = pattern(
    "不给",
    r"不(?:再|予|得再|可再|应再)(?!要求|收取|征收|缴纳|需)(?:给予|享受|发放|补[助贴]|受理|奖励|支付|安排|办理)?|"
    rf"{MUST_NOT}|"
    r"不(?:补[助贴]?|奖励?|给|发)(?=[，。；]|\Z)|不(?:享受|发放|纳入|列入|支持|适用|参加|兑[换付]|累加)|不在[^，。；]{0,8}范围|不(?:[能得可再应]|宜)?(?:作为|属于|视为|视同)|不重复[^，。；]{2,4}|取消[^，。；]{0,8}(?:资格|待遇|补[贴助]|优待)|"
    r"只能?[^，。；]{0,10}(?:一[方次种项个]|其中)|(?<=.)(?<!同等)除外\Z|(?:停止|取消|终止)(?:发放|享受|执行|给予|支付)|停发|"
    r"不符合[^，。；]{0,14}条件|不[^，。；]{0,24}(?:重复|叠加)|严禁|禁止|不(?:准|许|允许)|"
    r"不[能可]再?(?:申请|申报|申领|享受|领取|参加|办理|报名|进入|使用|贷款)|限[^，。；\d]{0,4}(?:1|一)[只个套辆名头处匹张台间份]",
    reason="a sentence may say who does not get something; a limit (不得超过) is a condition",
    examples=(
        ("已有其他贷款的，不能申请", "不能申请"),
        ("每户限养一只", "限养一只"),
        ("两年后仍未取得证书的不再给予补贴", "不再给予"),
        ("不得收取押金", "不得"),
        ("同一户五年内只补助一次", "只补助一次"),
        ("每月不得超过1800元", None),
        ("可不再要求", None),
    ),
)
#: Words by which a rule does not bind somebody, whatever it forbids or demands: 不受前款限制.
EXEMPTS = re.compile("不受[^，。；]*(?:限制|约束)")
#: What is done to whoever breaks a rule is no grant.
PUNISHES = re.compile("处[^，。；]{0,24}罚款(?!后?可)|吊销|没收|追究[^，。；]{0,8}责任|责令|给予[^，。；]{0,8}(?:警告|处分)")
SPARES = pattern(
    "免减",
    r"免征|免收|免缴|免交|免予|免除|免费|半价|优惠(?=\d)|减[征免]|减收|减半|减按|(?<!得)不(?:予|再)?(?:收取|征收)",
    reason="words by which a text waives what others pay, whole or in part",
    examples=(("绝育犬减半收取", "减半"), ("不得收取押金", None)),
)
#: What all get who are of a class, though a text only means to bring it about: 实现特困人员应住尽住.
FOR_ALL = re.compile("应(?P<all>[住享保补养])尽(?P=all)")
GRANTS = pattern(
    "给予",
    rf"{EXEMPTS.pattern}|{SPARES.regex.pattern}|"
    r"准予|征得[^，。；]*同意|给予|予以|退还(?=[^，。；]{0,16}\d)|发放|享受|享有|不增收|"
    r"可(?!持续|靠|行|及|能|视|支配)以?|(?<![不只可功])能(?=申[请报领]|享受|领取|参加|办理|报名)|允许|有权|优先|参照|按照?[^，。；]{0,12}(?:执行|标准|比例)|"
    rf"{FOR_ALL.pattern}|"
    r"(?:具备|符合|满足)(?:下列|以下|如下)|开放|参加|纳入[^，。；的]{0,12}(?:范围|保障|支付)|不再要求|(?:提供|配备)[^，。；的]{2,}|"
    r"资助(?!条件|的|对象)|增发|认定为|视同|视为|(?:不设|不计入|不再缴纳)[^，。；]*|(?<=[的，])(?:按[月年])?(?:从[^，。；]{2,20})?领取|继续(?=予以|享受|发放|执行|按)|"
    r"为[^，。；]{2,24}(?:购买|缴纳|代缴|安装|办理|配备|发放)|应当?(?=[^，。；]{0,20}内[^，。；]{0,24}(?:提出|申请|申报))|(?<=.)不(?:变|受影响|影响|冲突|矛盾)\Z|计入|计发|放宽[至到]|按[^，。；]{0,12}支付",
    reason="words by which a text gives, waives or permits",
    examples=(("每张床位给予10000元", "给予"), ("可凭证书申请划拨用地", "可"), ("可持续发展", None)),
)
ENCOURAGES = pattern(
    "鼓励",
    r"鼓励|支持|引导|探索(?![^，。；]{0,24}经验)|推动",
    reason="to encourage is to permit, without a claim",
    examples=(("鼓励幼儿园开设托班", "鼓励"), ("给予补助", None)),
)
HEDGES = pattern(
    "有保留",
    r"有条件的|条件成熟|逐步|但(?:应|须|必须)(?!急)|具备条件|原则上|(?:缴费|补缴|补足)至满|"
    r"空余|富余|符合(?!下列|以下|如下)[^，。；]{0,10}(?:条件|标准|要求|规定)|[^，。；]{2,20}(?:前提|(?<!同等)条件)下|限时|(?<!元)限额(?![^，。；]{0,4}\d)|名额|\d+名(?!额)[^，。；]{2,12}(?=提供|开展|实施)|"
    r"优先(?:支持|考虑|安排|保障)|争取[^，。；]{0,12}(?:资金|支持)|(?:经|征得|取得)[^，。；]{0,14}(?:同意|批准|审批|审核)|总数[^，。；]{0,6}以内",
    reason="a grant with one of these still hangs on something that the asker cannot tell",
    examples=(
        ("鼓励有条件的幼儿园开设托班", "有条件的"),
        ("在符合国家标准的前提下", "在符合国家标准的前提下"),
        ("给予200元补贴", None),
    ),
)
BY_RULES = pattern(
    "按规定",
    r"按照?[^，。；]{0,8}规定",
    reason="a grant by rules that stand elsewhere; where the case meets what is stated here, a common turn of phrase",
    examples=(("按规定给予社保补贴", "按规定"), ("按每人2000元", None)),
)
