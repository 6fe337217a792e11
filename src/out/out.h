/*
 * Writers: HTML with an escaper a context, charts, QR codes, posters, and one file for
 * each export format.  Values in, bytes out: what they are given is already fit to be
 * told.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_H
#define CANVASS_OUT_H

#include "base/base.h"
#include "form/form.h"
#include "summary/summary.h"

/* ---- HTML (out/html.c): html_lit takes literals only; nothing else writes raw bytes ---- */

struct html; /* a sticky writer */
void html_free(struct html *h);
struct html *html_new(size_t most) OWNED_BY(html_free);
/* The same in an arena, with room for that many bytes at first; html_free does nothing to it. */
struct html *html_new_in(struct arena *a, size_t room, size_t most) MUST_USE;
void html_put_(struct html *h, const char *bytes, size_t len);
#define html_lit(h, text) html_put_((h), "" text "", sizeof(text) - 1)
void html_text(struct html *h, const char *text);
void html_text_len(struct html *h, const char *text, size_t len);
/* Writes blank, name, ="value" with the value escaped. name must be a literal. */
#define html_attr(h, name, value) html_attr_((h), " " name "=\"", value)
void html_attr_(struct html *h, const char *open, const char *value);
/* Inside a value whose quotes are written by html_lit. */
void html_value(struct html *h, const char *text);
void html_num(struct html *h, long n);
/* Safe in href: http, https, mailto, tel, # and paths; anything else becomes "#". */
void html_url(struct html *h, const char *url);
/* Markdown as authors write it (help, text, thanks): no raw HTML, no images.
 * (md4c's only door: help.c) */
void html_markdown(struct html *h, const char *markdown);
/* Appends what another writer holds. */
void html_join(struct html *h, const struct html *other);
const char *html_bytes(const struct html *h, size_t *out_len); /* NUL-ended too */
bool html_ok(const struct html *h) MUST_USE;

/* ---- QR codes (out/qr.c: the only door to libqrencode) --------------------------- */

struct qr {
	unsigned side, version; /* modules, without the quiet zone */
	unsigned char *modules; /* side * side, 1 is dark; in the arena */
};
/* Alphanumeric mode, error correction M.  ERR_INPUT: a character outside the set, or too long. */
bool qr_make(const char *address, struct qr *out, struct arena *a, struct err *err) MUST_USE;
/* Any text of up to 200 bytes, for a code generator at arm's length: bytes, correction M. */
bool qr_make_text(const char *text, struct qr *out, struct arena *a, struct err *err) MUST_USE;
/* With the quiet zone of 4: half blocks for a terminal, black on white whatever its colours. */
void qr_terminal(const struct qr *qr, struct buf *out);
/*
 * The same without any escape, for NO_COLOR and files.  dark_terminal: light letters on a
 * dark ground, so blocks draw the light modules; else blocks draw the dark ones.
 */
void qr_terminal_plain(const struct qr *qr, bool dark_terminal, struct buf *out);
/* The dark modules as one SVG path's data, one unit a module, origin at x, y. */
void qr_path(const struct qr *qr, unsigned x, unsigned y, struct buf *out);

/* ---- exports: one file a format, all from the one summary ------------------------ */

enum { EXPORT_FILES_MOST = 2048 };

struct export_file {
	const char *path; /* "summary.html", "tables/told.csv"; below the release's folder */
	struct buf body;
};
struct export_files { /* large: not for the stack of a thread */
	struct export_file items[EXPORT_FILES_MOST];
	size_t count;
};
struct export_format {
	const char *name; /* "html" */
	/* Adds its files; their paths live in the arena.  ERR_INPUT: too many, too large. */
	bool (*write)(const struct summary *s, struct export_files *out, struct arena *a,
		      struct err *err);
	const char *help;
};
extern const struct export_format export_formats[];
extern const size_t export_format_count;
const struct export_format *export_find(const char *name); /* or NULL */
/* README.txt: what the files so far are and how to check them.  To be called last. */
bool export_readme(const struct summary *s, struct export_files *out, struct err *err) MUST_USE;
/*
 * All files but the bundle itself, sorted by name, as the bytes of a zip archive of the release's
 * day, appended to out.  To be called when nothing else is to come.
 */
#define EXPORT_BUNDLE "bundle.zip"
bool export_bundle(const struct summary *s, const struct export_files *files, struct buf *out,
		   struct arena *a, struct err *err) MUST_USE;
/* A new empty file; NULL if there are EXPORT_FILES_MOST already. */
struct buf *export_add(struct export_files *files, const char *path);
void export_files_free(struct export_files *files); /* frees the bodies */

/* ---- fields of CSV (out/csv.c) ------------------------------------------------------ */

/*
 * Whether a spreadsheet would take the text for a formula, or a tab or line end at its start
 * would carry it into one.  Full-width forms count too: some programs fold them.
 */
bool csv_looks_like_formula(const char *text) MUST_USE;
/* One field by RFC 4180, quoted where it must be; what looks like a formula gets an apostrophe. */
void csv_put_field(struct buf *b, const char *text);

/* ---- workbooks (out/xlsx.c: the only door to libxlsxwriter) ------------------------ */

struct workbook; /* form/author.h */
/*
 * A workbook of texts as the bytes of an .xlsx, appended to out; row 1 is a header, kept in
 * sight.  The same texts give the same bytes.  ERR_INPUT: a sheet's name or a text that no
 * spreadsheet takes; ERR_IO: no room for the parts.  Leaves out alone on failure.
 */
bool xlsx_write(const struct workbook *book, struct buf *out, struct err *err) MUST_USE;

#endif
