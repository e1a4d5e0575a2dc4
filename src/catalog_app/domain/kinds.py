"""The kinds of record, and the fixed words of the catalogue with their English labels."""

KINDS = {
    "visit": "Visit",
    "event": "Event",
    "gift": "Gift",
    "message": "Message",
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "source": "Source",
}
PLURALS = {
    "visit": "Visits",
    "event": "Events",
    "gift": "Gifts",
    "message": "Messages",
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "source": "Sources",
}
PARTIES = ("person", "organisation")
NAMED_KINDS = ("person", "organisation", "place")
"""Kinds that carry any number of names; their title is the preferred one."""

SECTIONS = {
    "main": "Main facts",
    "people": "People and places",
    "objects": "Objects",
    "history": "History",
    "names": "Names",
    "text": "Texts",
    "sources": "Sources and images",
    "admin": "Administration",
}
VISIBILITIES = {"public": "Public", "internal": "Internal"}
STATUSES = {"draft": "Draft", "checked": "Checked"}
CERTAINTIES = {
    "stated": "Stated",
    "mentioned": "Mentioned only",
    "implied": "Implied",
    "inferred": "Inferred",
    "uncertain": "Uncertain",
}
VOCABULARIES = {
    "object_type": "Object types",
    "material": "Materials",
    "technique": "Techniques",
    "event_type": "Event types",
    "visit_status": "Visit statuses",
    "disposition": "Dispositions",
    "acquisition": "Manners of acquisition",
    "message_form": "Forms of message",
    "organisation_type": "Organisation types",
    "place_type": "Place types",
    "source_type": "Source types",
    "tag": "Tags",
}
