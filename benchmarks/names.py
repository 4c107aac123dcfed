"""Names of files as strangers may choose them: each a name some tool has printed raw, read as a path, or stumbled over."""

NAMES: tuple[bytes, ...] = (
    *(f"a{chr(code)}b".encode() for code in (*range(1, 32), 0x7F, 0x85, 0x9B)),
    *(f"a{mark}b".encode() for mark in "\u200b\u200e\u200f\u202a\u202d\u202e\u2066\u2069\ufeff\u2028\u2029"),
    "学前科\u202egnp".encode(), b"\xd1\xa7\xc7\xb0\xbf\xc6", b"\xff\xfe", b"a\xc3", "[red]学前科[bold]".encode(),
    b"-rf", b"--help", b"=1+1", b"@x", b"a b", b"a'b\"c", b"<b>x", b"a&b", b"::error::x", b"%41", b"a,b;c",
    "学前科（一）".encode(), "ｐｒｅｓｃｈｏｏｌ".encode(), b"CON", b"a" * 200, b"$(x)", b"`x`", b"{x}", b"#x", b"~$x",
)  # fmt: skip
