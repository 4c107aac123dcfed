# cython: language_level=3, boundscheck=False, wraparound=False
"""A file's text to its tree of nodes, in C over libyaml's events, for ordinary files alone.

Whatever ``edu_plan_cli.nodes.reader`` would say something about is handed back to it, by returning None: syntax errors, anchors, tags,
aliases, directives, second documents, keys that are no text, are written twice or are ``<<``, full-width colons where a key may end,
numbers that can be read in several ways, control characters, and all that is over a limit. So problems are found and told in one place, and
a tree that is made here is the one made there; the tests compare them.
"""

from cpython.object cimport PyObject
from cpython.ref cimport Py_DECREF, Py_INCREF, Py_XDECREF

from types import MemberDescriptorType

from edu_plan_cli.files.reading import forbidden
from edu_plan_cli.nodes.node import Listing, Mapping, Scalar
from edu_plan_cli.nodes.reader import MAX_DEPTH, MAX_NODES, MAX_SCALAR
from edu_plan_cli.values.exact import MAX_DIGITS

# The fields of nodes and the rules of reading that this follows; edu-plan uses what has its own number and nothing else.
RULES = 1


cdef extern from "yaml.h":
    ctypedef enum yaml_encoding_t:
        YAML_UTF8_ENCODING

    ctypedef enum yaml_event_type_t:
        YAML_STREAM_START_EVENT
        YAML_STREAM_END_EVENT
        YAML_DOCUMENT_START_EVENT
        YAML_DOCUMENT_END_EVENT
        YAML_SCALAR_EVENT
        YAML_SEQUENCE_START_EVENT
        YAML_SEQUENCE_END_EVENT
        YAML_MAPPING_START_EVENT
        YAML_MAPPING_END_EVENT

    ctypedef enum yaml_scalar_style_t:
        YAML_PLAIN_SCALAR_STYLE
        YAML_DOUBLE_QUOTED_SCALAR_STYLE
        YAML_LITERAL_SCALAR_STYLE
        YAML_FOLDED_SCALAR_STYLE

    ctypedef enum yaml_sequence_style_t:
        YAML_FLOW_SEQUENCE_STYLE

    ctypedef enum yaml_mapping_style_t:
        YAML_FLOW_MAPPING_STYLE

    ctypedef struct yaml_mark_t:
        size_t index
        size_t line
        size_t column

    ctypedef struct yaml_tag_directive_t:
        pass

    ctypedef struct _tag_directives_t "":
        yaml_tag_directive_t *start
        yaml_tag_directive_t *end

    ctypedef struct _document_start_t "":
        void *version_directive
        _tag_directives_t tag_directives

    ctypedef struct _scalar_t "":
        unsigned char *anchor
        unsigned char *tag
        unsigned char *value
        size_t length
        yaml_scalar_style_t style

    ctypedef struct _sequence_start_t "":
        unsigned char *anchor
        unsigned char *tag
        yaml_sequence_style_t style

    ctypedef struct _mapping_start_t "":
        unsigned char *anchor
        unsigned char *tag
        yaml_mapping_style_t style

    ctypedef struct _data_t "":
        _document_start_t document_start
        _scalar_t scalar
        _sequence_start_t sequence_start
        _mapping_start_t mapping_start

    ctypedef struct yaml_event_t:
        yaml_event_type_t type
        _data_t data
        yaml_mark_t start_mark
        yaml_mark_t end_mark

    ctypedef struct yaml_parser_t:
        pass

    void yaml_get_version(int *major, int *minor, int *patch)
    int yaml_parser_initialize(yaml_parser_t *parser)
    void yaml_parser_delete(yaml_parser_t *parser)
    void yaml_parser_set_encoding(yaml_parser_t *parser, yaml_encoding_t encoding)
    void yaml_parser_set_input_string(yaml_parser_t *parser, const unsigned char *input, size_t size)
    int yaml_parser_parse(yaml_parser_t *parser, yaml_event_t *event)
    void yaml_event_delete(yaml_event_t *event)


cdef extern from "Python.h":
    ctypedef struct PyMemberDef:
        int type
        Py_ssize_t offset

    ctypedef struct PyMemberDescrObject:
        PyMemberDef *d_member

    object PyType_GenericAlloc(type made, Py_ssize_t items)
    void PyUnicode_InternInPlace(PyObject **text)
    str PyUnicode_DecodeUTF8(const char *text, Py_ssize_t size, const char *errors)


cdef extern from "structmember.h":
    int T_OBJECT_EX


# ---- Nodes: their classes are Python's, with slots, and are filled here without a call

cdef Py_ssize_t offset_of(type owner, str name) except -1:
    """Return where in an instance a slot of its class lies. Raises ImportError for what is no slot."""
    slot = getattr(owner, name, None)
    if type(slot) is not MemberDescriptorType:
        raise ImportError(f"{owner.__name__}.{name} is no slot")
    cdef PyMemberDef *member = (<PyMemberDescrObject *> slot).d_member
    if member.type != T_OBJECT_EX:
        raise ImportError(f"{owner.__name__}.{name} holds no object")
    return member.offset


cdef int check_fields(type owner, set names) except -1:
    """Raise ImportError where a class of nodes has other fields than are filled here."""
    fields = {slot for base in owner.__mro__ for slot in getattr(base, "__slots__", ())}
    if fields != names:
        raise ImportError(f"{owner.__name__} has the fields {sorted(fields)}")
    return 0


cdef int check_libyaml() except -1:
    """Raise ImportError for a version of libyaml that was not compared with the one ruamel.yaml carries."""
    cdef int major = 0, minor = 0, patch = 0
    yaml_get_version(&major, &minor, &patch)
    if (major, minor, patch) != (0, 2, 5):
        raise ImportError(f"libyaml is {major}.{minor}.{patch}, not 0.2.5")
    return 0


check_libyaml()
check_fields(Scalar, {"path", "line", "column", "end_line", "end_column", "text", "plain", "number", "indent"})
check_fields(Listing, {"path", "line", "column", "items", "end"})
check_fields(Mapping, {"path", "line", "column", "values", "keys", "end"})

cdef type ScalarClass = Scalar, ListingClass = Listing, MappingClass = Mapping
cdef Py_ssize_t SCALAR_PATH = offset_of(Scalar, "path")
cdef Py_ssize_t SCALAR_LINE = offset_of(Scalar, "line")
cdef Py_ssize_t SCALAR_COLUMN = offset_of(Scalar, "column")
cdef Py_ssize_t SCALAR_END_LINE = offset_of(Scalar, "end_line")
cdef Py_ssize_t SCALAR_END_COLUMN = offset_of(Scalar, "end_column")
cdef Py_ssize_t SCALAR_TEXT = offset_of(Scalar, "text")
cdef Py_ssize_t SCALAR_PLAIN = offset_of(Scalar, "plain")
cdef Py_ssize_t SCALAR_NUMBER = offset_of(Scalar, "number")
cdef Py_ssize_t SCALAR_INDENT = offset_of(Scalar, "indent")
cdef Py_ssize_t LISTING_PATH = offset_of(Listing, "path")
cdef Py_ssize_t LISTING_LINE = offset_of(Listing, "line")
cdef Py_ssize_t LISTING_COLUMN = offset_of(Listing, "column")
cdef Py_ssize_t LISTING_ITEMS = offset_of(Listing, "items")
cdef Py_ssize_t LISTING_END = offset_of(Listing, "end")
cdef Py_ssize_t MAPPING_PATH = offset_of(Mapping, "path")
cdef Py_ssize_t MAPPING_LINE = offset_of(Mapping, "line")
cdef Py_ssize_t MAPPING_COLUMN = offset_of(Mapping, "column")
cdef Py_ssize_t MAPPING_VALUES = offset_of(Mapping, "values")
cdef Py_ssize_t MAPPING_KEYS = offset_of(Mapping, "keys")
cdef Py_ssize_t MAPPING_END = offset_of(Mapping, "end")

cdef Py_ssize_t DEEPEST = MAX_DEPTH, MOST_NODES = MAX_NODES, LONGEST = MAX_SCALAR, MOST_DIGITS = MAX_DIGITS
cdef object has_forbidden = forbidden().search
cdef tuple OPEN = (0, 0)  # the end of a collection in brackets, until it is reached


cdef inline void put(object node, Py_ssize_t slot, object value) noexcept:
    """Put a value into a slot of a node, in place of what is there."""
    cdef PyObject **held = <PyObject **> (<char *> <PyObject *> node + slot)
    cdef PyObject *before = held[0]
    Py_INCREF(value)
    held[0] = <PyObject *> value
    Py_XDECREF(before)


cdef inline object get(object node, Py_ssize_t slot):
    """Return what a filled slot of a node holds."""
    return <object> (<PyObject **> (<char *> <PyObject *> node + slot))[0]


# ---- Events: one at a time, freed with what reads them

cdef class Events:
    """libyaml's parser over one text, with the event it is at."""

    cdef yaml_parser_t parser
    cdef yaml_event_t event
    cdef bytes text  # which the parser reads from

    def __cinit__(self, bytes text):
        self.text = text
        if not yaml_parser_initialize(&self.parser):
            raise MemoryError
        yaml_parser_set_encoding(&self.parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(&self.parser, <const unsigned char *> <char *> text, len(text))

    def __dealloc__(self):
        yaml_event_delete(&self.event)
        yaml_parser_delete(&self.parser)

    cdef bint next(self) noexcept:
        """Go on to the next event; False at an error of syntax."""
        yaml_event_delete(&self.event)
        return yaml_parser_parse(&self.parser, &self.event)


# ---- What is ordinary

cdef bint has_odd_breaks(str text):
    """Tell whether lines may end in what YAML and Python count differently."""
    return "\x85" in text or "\u2028" in text or "\u2029" in text or ("\r" in text and text.count("\r") != text.count("\r\n"))


cdef enum Looks:
    TEXT, NUMBER, UNSURE


cdef Looks looks_like(const unsigned char *text, size_t length) noexcept:
    """Tell a plain decimal, and a text that no reader of YAML takes for a number, from what is looked at elsewhere.

    A plain decimal is ``-?(0|[1-9][0-9]*)(\\.[0-9]+)?``.
    """
    cdef size_t at = 0, digits
    cdef unsigned char here
    if length == 0 or not (b"0" <= text[0] <= b"9" or text[0] in b"+-."):
        return TEXT
    if text[0] == b"-":
        at = 1
    digits = at
    while at < length and b"0" <= text[at] <= b"9":
        at += 1
    if at > digits and (at == digits + 1 or text[digits] != b"0"):
        if at < length and text[at] == b".":
            at += 1
            digits = at
            while at < length and b"0" <= text[at] <= b"9":
                at += 1
            if at > digits and at == length:
                return NUMBER if length <= <size_t> MOST_DIGITS else UNSURE
        elif at == length:
            return NUMBER if length <= <size_t> MOST_DIGITS else UNSURE
    for at in range(length):  # numbers in any notation have no other characters, and a hyphen only at the start and after an e
        here = text[at]
        if here == b"-":
            if at > 0 and text[at - 1] not in b"eE":
                return TEXT
        elif not (b"0" <= here <= b"9" or b"a" <= here <= b"f" or b"A" <= here <= b"F" or here in b"+._:xoinIN"):
            return TEXT
    return UNSURE


cdef Py_ssize_t leading_spaces(str text, Py_ssize_t at) noexcept:
    """Return the spaces that the first line, from ``at`` on, begins with that has more than white space; 0 where there is none."""
    cdef Py_ssize_t spaces = 0
    cdef bint leading = True
    cdef Py_UCS4 here
    for at in range(at, len(text)):
        here = text[at]
        if here == u"\n":
            spaces = 0
            leading = True
        elif here == u" " and leading:
            spaces += 1
        elif here.isspace():
            leading = False
        else:
            return spaces
    return 0


cdef Py_ssize_t indent_below(str source, Py_ssize_t line_start, str text):
    """Return how far a block text is indented, in the file it is in, below the line that starts at ``line_start``."""
    cdef Py_ssize_t end = source.find("\n", line_start)
    return (leading_spaces(source, end + 1) if end >= 0 else 0) - leading_spaces(text, 0)


# ---- Reading

def read(str path not None, str text not None, keys=None):
    """Return a file's outermost mapping, or None where edu-plan's own reader is to read it.

    With ``keys``, a set, the mapping is read until it has these (to its end, where one is missing).
    """
    if text[:1] == "\ufeff" or has_odd_breaks(text) or "\\/" in text:  # an escape that ruamel.yaml's libyaml does not know
        return None
    try:
        return Tree(path, text, keys).read()
    except UnicodeError:  # half a character, in the text or made by an escape
        return None


cdef class Tree:
    """One walk over one file's events. A method that returns False ends it: the file is handed back, or read far enough."""

    cdef Events events
    cdef yaml_event_t *event  # the one the walk is at
    cdef str path, text
    cdef object wanted  # the keys to be read, or None for all
    cdef bint enough  # they are read
    cdef object root
    cdef list around  # the collections that the one being filled is in, from the outermost
    cdef object here  # the one being filled: a listing with its items, or a mapping with its values and keys
    cdef list items
    cdef dict values, keys
    cdef bint in_brackets
    cdef object key  # of the mapping being filled, waiting for its value
    cdef str key_text
    cdef Py_ssize_t count
    cdef size_t line  # from 1: where the newest node begins
    cdef object line_number  # the same as an object, shared by all that begins there

    def __cinit__(self, str path, str text, wanted):
        self.events = Events(text.encode())
        self.event = &self.events.event
        self.path, self.text, self.wanted = path, text, wanted
        self.around = []

    cdef object read(self):
        """Return the outermost mapping, or None."""
        cdef bint seen = False  # a document
        while self.events.next():
            if self.event.type == YAML_SCALAR_EVENT:
                if not self.scalar():
                    return self.root if self.enough else None
            elif self.event.type == YAML_MAPPING_START_EVENT:
                if not self.open_mapping():
                    return None
            elif self.event.type == YAML_SEQUENCE_START_EVENT:
                if not self.open_listing():
                    return None
            elif self.event.type == YAML_MAPPING_END_EVENT or self.event.type == YAML_SEQUENCE_END_EVENT:
                self.close()
            elif self.event.type == YAML_DOCUMENT_START_EVENT:
                if seen or self.has_directives():
                    return None
                seen = True
            elif self.event.type == YAML_STREAM_END_EVENT:
                return self.root
            elif self.event.type != YAML_STREAM_START_EVENT and self.event.type != YAML_DOCUMENT_END_EVENT:
                return None  # an alias
        return None

    cdef bint has_directives(self) noexcept:
        return (
            self.event.data.document_start.version_directive != NULL
            or self.event.data.document_start.tag_directives.start
            != self.event.data.document_start.tag_directives.end
        )

    cdef bint counted(self) except? False:
        """Count the node that begins here and note its line; False for one too many."""
        self.count += 1
        if self.line != self.event.start_mark.line + 1:
            self.line = self.event.start_mark.line + 1
            self.line_number = self.line
        return self.count <= MOST_NODES

    cdef bint scalar(self) except? False:
        cdef yaml_event_t *event = self.event
        cdef yaml_scalar_style_t style = event.data.scalar.style
        cdef bint plain = style == YAML_PLAIN_SCALAR_STYLE
        cdef bint on_one_line = event.start_mark.line == event.end_mark.line
        cdef bint is_key = self.values is not None and self.key is None
        cdef Looks looks = TEXT
        cdef object indent = 0
        cdef str text
        if not self.counted() or self.here is None or event.data.scalar.anchor != NULL or event.data.scalar.tag != NULL:
            return False
        text = PyUnicode_DecodeUTF8(<const char *> event.data.scalar.value, event.data.scalar.length, NULL)
        if len(text) > LONGEST:
            return False
        if plain:
            looks = looks_like(event.data.scalar.value, event.data.scalar.length)
            if looks == UNSURE or (not on_one_line and "：" in text):  # which may stand after a key
                return False
            if self.in_brackets and (":" in text or "?" in text):  # which ruamel.yaml's libyaml refuses
                return False
        elif style == YAML_LITERAL_SCALAR_STYLE or style == YAML_FOLDED_SCALAR_STYLE:
            indent = indent_below(self.text, event.start_mark.index - event.start_mark.column, text)
        elif style == YAML_DOUBLE_QUOTED_SCALAR_STYLE and has_forbidden(text):
            return False
        if is_key:
            text = interned(text)

        cdef object node = PyType_GenericAlloc(ScalarClass, 0)
        put(node, SCALAR_PATH, self.path)
        put(node, SCALAR_TEXT, text)
        put(node, SCALAR_PLAIN, plain)
        put(node, SCALAR_NUMBER, looks == NUMBER)
        put(node, SCALAR_INDENT, indent)
        if self.key is not None and plain and not text:  # nothing written: its place is its key's
            put(node, SCALAR_LINE, get(self.key, SCALAR_LINE))
            put(node, SCALAR_COLUMN, get(self.key, SCALAR_COLUMN))
            put(node, SCALAR_END_LINE, get(self.key, SCALAR_END_LINE))
            put(node, SCALAR_END_COLUMN, get(self.key, SCALAR_END_COLUMN))
        else:
            put(node, SCALAR_LINE, self.line_number)
            put(node, SCALAR_COLUMN, event.start_mark.column + 1)
            put(node, SCALAR_END_LINE, self.line_number if on_one_line else event.end_mark.line + 1)
            put(node, SCALAR_END_COLUMN, event.end_mark.column + 1)
        return self.take_key(node, text) if is_key else self.add(node)

    cdef bint take_key(self, node, str text) except? False:
        """Take a scalar for the key of what follows."""
        if self.wanted is not None and self.here is self.root and self.values.keys() >= self.wanted:
            self.enough = True
            return False
        if text == "<<" or "：" in text or text in self.keys:
            return False
        self.keys[text] = node
        self.key, self.key_text = node, text
        return True

    cdef bint add(self, node) except? False:
        """Put a value where it belongs; False for a collection where a key should be."""
        if self.items is not None:
            self.items.append(node)
        elif self.values is None:
            self.root = node
        elif self.key is None:
            return False
        else:
            self.values[self.key_text] = node
            self.key = None
        return True

    cdef bint open_mapping(self) except? False:
        cdef yaml_event_t *event = self.event
        if not self.counted() or event.data.mapping_start.anchor != NULL or event.data.mapping_start.tag != NULL:
            return False
        cdef object node = PyType_GenericAlloc(MappingClass, 0)
        cdef dict values = {}, keys = {}
        put(node, MAPPING_PATH, self.path)
        put(node, MAPPING_LINE, self.line_number)
        put(node, MAPPING_COLUMN, event.start_mark.column + 1)
        put(node, MAPPING_VALUES, values)
        put(node, MAPPING_KEYS, keys)
        put(node, MAPPING_END, OPEN if event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE else None)
        if not self.add(node) or len(self.around) >= DEEPEST:
            return False
        self.around.append(self.here)
        self.here, self.items, self.values, self.keys = node, None, values, keys
        self.in_brackets = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
        return True

    cdef bint open_listing(self) except? False:
        cdef yaml_event_t *event = self.event
        if not self.counted() or event.data.sequence_start.anchor != NULL or event.data.sequence_start.tag != NULL:
            return False
        if self.here is None:  # the outermost value is to be a mapping
            return False
        cdef object node = PyType_GenericAlloc(ListingClass, 0)
        cdef list items = []
        put(node, LISTING_PATH, self.path)
        put(node, LISTING_LINE, self.line_number)
        put(node, LISTING_COLUMN, event.start_mark.column + 1)
        put(node, LISTING_ITEMS, items)
        put(node, LISTING_END, OPEN if event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE else None)
        if not self.add(node) or len(self.around) >= DEEPEST:
            return False
        self.around.append(self.here)
        self.here, self.items, self.values, self.keys = node, items, None, None
        self.in_brackets = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
        return True

    cdef int close(self) except -1:
        """End the collection that is being filled, and go on with the one it is in."""
        cdef Py_ssize_t end = MAPPING_END if self.items is None else LISTING_END
        if self.in_brackets:
            put(self.here, end, (self.event.end_mark.line + 1, self.event.end_mark.column + 1))
        self.here = self.around.pop()
        self.items = self.values = self.keys = None
        if type(self.here) is MappingClass:
            self.values, self.keys = get(self.here, MAPPING_VALUES), get(self.here, MAPPING_KEYS)
            self.in_brackets = get(self.here, MAPPING_END) is not None
        elif self.here is not None:
            self.items = get(self.here, LISTING_ITEMS)
            self.in_brackets = get(self.here, LISTING_END) is not None
        return 0


cdef str interned(str text):
    """Return the one object that stands for all texts like this."""
    cdef PyObject *shared = <PyObject *> text
    Py_INCREF(text)
    PyUnicode_InternInPlace(&shared)
    cdef str kept = <str> shared
    Py_DECREF(kept)
    return kept
