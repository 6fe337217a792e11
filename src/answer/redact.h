/*
 * Words that can tell who somebody is: found, marked, taken out.
 *
 * One engine for three places: the check page, where the writer sees the marks; quotes, which two
 * people pass; and the filter `canvass redact`.  Recall comes first: a checksum may choose a
 * label, it never vetoes.  No model is learned and nothing is counted over texts: patterns, word
 * lists and what stands beside a word.  docs/redaction.md has rules, sources and figures.
 *
 * Pure: no clock, no file, no socket.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_H
#define CANVASS_REDACT_H

#include "base/base.h"
#include "form/form.h"

/* In the order of redaction_labels (form/form.h), and one more. */
enum redact_class {
	REDACT_NAME,
	REDACT_COLLAR,
	REDACT_CALLSIGN,
	REDACT_PHONE,
	REDACT_EMAIL,
	REDACT_URL,
	REDACT_HANDLE,
	REDACT_IP,
	REDACT_NINO,
	REDACT_NHS,
	REDACT_POSTCODE,
	REDACT_ADDRESS,
	REDACT_PLACE,
	REDACT_VEHICLE,
	REDACT_CRIMEREF,
	REDACT_INCIDENT,
	REDACT_PNC,
	REDACT_CUSTODY,
	REDACT_CARD,
	REDACT_BANK,
	REDACT_PASSPORT,
	REDACT_LICENCE,
	REDACT_DATE,
	REDACT_TIME,
	REDACT_AGE,
	REDACT_NUMBER,
	REDACT_LOCAL,
	REDACT_REMOVED, /* the whole text: a limit was reached */
	REDACT__COUNT
};
/* "NAME"; not owned. */
const char *redact_label(enum redact_class class);

struct redact_span {
	size_t start, end; /* code points of the text as it was given; end is the one behind */
	size_t from, to;   /* the same in bytes */
	enum redact_class class;
	bool certain; /* a shape or a cue says so, not only a capital letter */
};

struct redaction { /* in the arena it was made with */
	const struct redact_span *spans; /* sorted; they neither overlap nor touch */
	size_t count;
	bool event; /* an event, a place and a time stand together: a person should look (R9) */
};

/* ---- local words: surnames, stations, streets of a force ------------------------------ */

struct local_words; /* in the arena it was read with */
/*
 * Reads lines `LABEL<TAB>words`; `#` begins a comment line.  A label that is not one of ours marks
 * as LOCAL.  Problems go to diags (codes R01 and on) with their line; NULL if there was an error.
 */
struct local_words *local_words_read(const char *text, size_t len, struct diags *diags,
				     struct arena *a) MUST_USE;

/* ---- the engine ------------------------------------------------------------------------ */

struct redact_options {
	bool strict; /* also mark each capital within a sentence, and each word not known */
	const struct own_pattern *patterns; /* of a form; outlive the redactor */
	size_t pattern_count;
	const struct local_words *locals; /* or NULL; outlive the redactor */
};
struct redactor; /* compiled patterns; for one thread at a time */
void redactor_free(struct redactor *r);
void redactor_cleanup(struct redactor **r);
/* Takes a few milliseconds.  NULL and err (ERR_INPUT) if a pattern of the form does not compile. */
struct redactor *redactor_new(const struct redact_options *options, struct err *err)
	OWNED_BY(redactor_free);

/*
 * Finds what to mark in a text of valid UTF-8.  Reaching a limit gives one span over all of it, of
 * class REMOVED.  The same text gives the same spans, whatever was looked at before.
 */
struct redaction redact_text(struct redactor *r, const char *text, size_t len,
			     struct arena *a) MUST_USE;
/* The text with each span's words replaced by its label in square brackets. */
void redaction_write(const struct redaction *found, const char *text, size_t len,
		     struct buf *out);
/* The spans as JSON: [{"start":4,"end":9,"class":"NAME"}], in code points. */
void redaction_json(const struct redaction *found, struct buf *out);

/* ---- all texts of one person (redact_marks.c) -------------------------------------------- */

struct text_marks { /* a text in which something was found */
	unsigned question, turn;
	struct redaction found; /* places in the value's text */
};
struct marks { /* in the arena it was made with; points at nothing that was typed */
	const struct text_marks *texts; /* by question, then turn */
	size_t count, certain;		/* texts; spans that are certain, in all of them */
	uint64_t digest; /* of the words that are marked and where they stand; 0: none are */
};
/*
 * Looks through every text that would be stored: shown, and answered; the words of `other` too.
 * r: NULL where there is none to look: then all of each text is marked, as REMOVED.
 */
const struct marks *marks_find(struct redactor *r, const struct answers *answers,
			       struct arena *a) MUST_USE;
/* What was found in one text, or NULL. */
const struct redaction *marks_in(const struct marks *marks, unsigned question, unsigned turn);

/* ---- the log: how much of each class was marked; never what ----------------------------- */

struct redact_log {
	uint32_t texts, marked; /* looked at; of these with a mark */
	uint32_t events;	/* of these with an event, a place and a time close together */
	uint32_t classes[REDACT__COUNT];
};
void redact_log_add(struct redact_log *log, const struct redaction *found);

#endif
