/*
 * What authors do with forms besides having them read: a skeleton to begin with, texts for a
 * translator, what differs between two forms, a schema for editors, and the way from and to
 * XLSForm workbooks.  Only commands include this; the door never does.
 *
 * Pure: bytes in, bytes out.  Nothing here opens a file.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_AUTHOR_H
#define CANVASS_AUTHOR_H

#include "form/form.h"

/* ---- beginning (form/skeleton.c) ------------------------------------------------------ */

struct skeleton { /* what `form new` asked; NULL or "": not said */
	const char *id, *title, *run_by, *read_by;
	const char *languages[FORM_LANGUAGES];
	size_t language_count; /* 0: en */
	unsigned expected;     /* 0: not said */
	int day;	       /* today, for the example of opens and closes; 0: some day */
};
/* A form with comments that passes the checker as it is in its first language, but for the
 * program's own words where it does not speak that.  Texts of titles must be of one line.
 * Languages are codes that language_find knows.  Appends to out. */
void form_skeleton(const struct skeleton *s, struct buf *out);

/* ---- translating (form/translate.c) ---------------------------------------------------- */

/*
 * The side file of a language, to be filled in: each text of the form, with what was translated
 * already (in the form or its side file) and an empty place for what was not, the default
 * language's words above as a comment.  It is read beside the form as it stands.
 * language: a code of ISO 639-1; it need not be among the form's languages yet.  False if there are
 * errors, in diags; texts that are missing are none.
 */
struct translation {
	size_t texts, missing; /* those that must be there; those that are empty */
	bool declared;	       /* the form names the language */
};
bool form_translate(const char *text, size_t len, const struct form_side *sides,
		    size_t side_count, const char *language, struct diags *diags,
		    struct buf *out, struct translation *out_told) MUST_USE;

/*
 * The form with a side file put into it, each text below its own, and all else as it was, comments
 * included (form/merge.c).  Appends nothing if texts are missing or the form does not name the
 * language: told says so.  False if there are errors, in diags.
 */
bool form_merge(const char *text, size_t len, const struct form_side *sides,
		size_t side_count, const char *language, struct diags *diags,
		struct buf *out, struct translation *out_told) MUST_USE;

/* ---- comparing (form/diff.c) ------------------------------------------------------------ */

enum diff_class { DIFF_SAME, DIFF_REWORDED, DIFF_OPTIONS, DIFF_NEW, DIFF_GONE, DIFF__COUNT };
extern const char *const diff_names[DIFF__COUNT]; /* "options changed" */

struct diff_row {
	const char *id; /* of the question */
	enum diff_class class;
	bool moved;
	const char *what; /* in plain words what differs, or "": the notes with "; " between */
	const char *notes[16];
	size_t note_count;
	const char *keys[24]; /* of the language: "options", "show if" */
	size_t key_count;
	const char *texts[80]; /* which texts: "ask", "ask (cy)" */
	size_t text_count;
};
struct diff {
	struct diff_row rows[2 * FORM_QUESTIONS]; /* in the new form's order, then what is gone */
	size_t count;
	bool breaking; /* something is no longer comparable: neither same nor new */
	size_t broken; /* how many */
};
/* Compares by id.  out is large: it belongs into an arena.  Words live in the arena, ids in the
 * forms. */
void form_diff(const struct form *old, const struct form *new, struct diff *out,
	       struct arena *a);

/* ---- a schema for editors (form/schema.c) ------------------------------------------------ */

/* JSON Schema (2020-12) of form files, made from the same tables as the reader.  Appends. */
void form_schema(struct buf *out);

/* ---- workbooks (form/sheet_xlsx.c, form/sheet_csv.c) ---------------------------------------- */

struct sheet_row {
	unsigned number; /* from 1, as spreadsheets count */
	const char **cells; /* from column A; "" where blank */
	size_t count;
	const char *lost; /* of which cells nothing can be said, and why; NULL: of none */
};
struct sheet {
	const char *name; /* as it stands there */
	struct sheet_row *rows; /* those with a cell that is not blank */
	size_t count;
};
struct workbook {
	struct sheet *sheets; /* in the workbook's order */
	size_t count;
	bool macros; /* it held some; they were not looked at */
	const char *name; /* what its file was called, without an ending; NULL: not known */
};
/* From the bytes of an .xlsx or .xlsm.  ERR_INPUT in plain words; outputs untouched then. */
bool workbook_read(const void *data, size_t len, struct workbook *out, struct arena *a,
		   struct err *err) MUST_USE;
/* One sheet from CSV (RFC 4180, UTF-8, a mark of the byte order allowed). */
bool sheet_read_csv(const char *name, const char *text, size_t len, struct sheet *out,
		    struct arena *a, struct err *err) MUST_USE;

/* ---- from and to XLSForm (form/import*.c, form/export_xlsform.c) ----------------------------- */

enum loss { LOSS_MAPPED, LOSS_APPROXIMATED, LOSS_REFUSED, LOSS__COUNT };
extern const char *const loss_names[LOSS__COUNT]; /* "mapped" */

struct loss_row {
	const char *sheet; /* as it stands in the workbook */
	unsigned row;	   /* 0: of the file as a whole */
	const char *what;  /* at most 200 characters */
	enum loss outcome;
	const char *reason; /* "" only if mapped */
};
struct renaming {
	const char *from, *to;
};
/* One entry a row of the workbook, in its order; grows in the arena that it was made with. */
struct loss_report {
	struct arena *arena;
	struct loss_row *rows;
	size_t count, room;
	struct renaming *renamed;
	size_t renamed_count, renamed_room;
};
void loss_report_init(struct loss_report *r, struct arena *a);
struct loss_row *loss_add(struct loss_report *r, const char *sheet, unsigned row,
			  const char *what, enum loss outcome, const char *reason);
/* A name that became another one. */
void loss_rename(struct loss_report *r, const char *from, const char *to);
/* {"canvass": "import 1", ...}; file, form: names as the person gave them, form may be NULL. */
void loss_json(const struct loss_report *r, const char *canvass, const char *file,
	       const char *form, struct buf *out);
/* The same for standard error: totals, each row that is not mapped, renamed ids. */
void loss_words(const struct loss_report *r, struct buf *out);

/*
 * A form's text from an XLSForm.  The report has an entry for each row in any case.  False with
 * ERR_INPUT if no form can be made: no survey sheet, no question left.  What is written passes
 * form_parse_new, but for texts that only the author can supply.
 */
bool form_import(const struct workbook *book, struct buf *out_form, struct loss_report *report,
		 struct err *err) MUST_USE;
/*
 * The same for who knows how large a page may be.  too_large is asked of the form in each of its
 * languages alone, and gives a page that is, -1, or FORM_PAGES if the form as a whole is too much
 * for one page that shows all answers; languages: how many it will have.
 */
typedef int form_too_large_fn(const struct form *form, size_t languages);
bool form_import_fitted(const struct workbook *book, form_too_large_fn *too_large,
			struct buf *out_form,
			struct loss_report *report, struct err *err) MUST_USE;
/* The three sheets of an XLSForm; what it cannot say stands in the report (rows: those of the
 * sheets written; 0: of the form as a whole).  Lives in the arena. */
void form_export(const struct form *form, struct workbook *out, struct loss_report *report,
		 struct arena *a);

#endif
