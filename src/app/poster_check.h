/*
 * What the parts of `poster check` share.  It believes nothing that a file says of itself but its
 * size on paper: pages become rasters, canvass-render reads and measures those, and what a code
 * says is held against this workspace, if there is one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_POSTER_CHECK_H
#define CANVASS_POSTER_CHECK_H

#include "app/app.h"
#include "out/poster.h"

enum file_kind { FILE_PNG, FILE_PDF, FILE_SVG, FILE_KIND__COUNT };
extern const char *const file_kind_names[FILE_KIND__COUNT]; /* "PNG" */

/* Where a code leads, as far as this workspace can know. */
enum leads {
	LEADS_UNKNOWN,	 /* there is no workspace */
	LEADS_ELSEWHERE, /* to another host, or to no web page at all */
	LEADS_STRANGE,	 /* to this host, but written as nothing of ours is */
	LEADS_ASTRAY,	 /* to this host, but to no survey */
	LEADS_CHECK,	 /* the check character is wrong */
	LEADS_NOBODY,	 /* a code that no survey has */
	LEADS_CLOSED,	 /* the link was closed */
	LEADS_OVER,	 /* its survey was, or its form says so */
	LEADS_OPEN,
	LEADS_SLIP, /* may be a slip of a survey: which are unused is not known to anybody */
	LEADS_SLIPS,   /* the same, but of which survey cannot be told */
	LEADS_NO_SLIP, /* of sixteen characters, but of no survey's */
	LEADS__COUNT
};
extern const char *const leads_names[LEADS__COUNT]; /* for --json */

/* One code, or several on a page that are alike: then the worst of what they measure. */
struct check_code {
	unsigned page, alike;
	const char *text;
	bool ours, light;
	char level;
	unsigned version, modules;
	int wrong;
	double side, module; /* pixels of its page's raster */
	double mm;	     /* a pixel; 0: not known */
	double quiet, contrast, turned;

	enum leads leads;
	bool slip;	  /* its address has a code of sixteen characters */
	bool plain;	  /* http where this workspace has https */
	bool further;	  /* its host is not that of `url`, but another of this workspace's */
	const char *host; /* in small letters; "" if it leads to no web page */
	const char *survey, *place, *when; /* "" if there is none; several for a slip */
	const char *words; /* check words, only if host and code are ours; or "" */
};

struct check_page {
	unsigned number;
	double wide, high; /* mm; 0: not known */
	size_t codes;	   /* that are on it */
};

struct check_problem {
	unsigned page;	  /* 0: of the whole file */
	const char *text; /* the code's, or "" */
	const char *name; /* "quiet zone" */
	const char *says;
};

enum { PAGES_MOST = 20000 };

struct check {
	const struct call *call;
	struct arena *arena;
	const char *file;
	enum file_kind kind;
	uint64_t until; /* clock_ms() when no more is looked at */
	unsigned page_count;
	struct check_page *pages;
	const char *fonts; /* of a PDF: "Inter-Regular, Inter-Bold"; else "" */
	struct check_code *codes;
	size_t code_count, code_room;
	struct check_problem *problems;
	size_t problem_count, problem_room;

	bool workspace; /* there is one: what follows is set */
	struct settings settings;
	struct store *store;
	struct survey *surveys;
	bool *slips; /* of each: whether it ever had any */
	size_t survey_count;
	const char *url, *host; /* "https://ask.example", and its host in small letters */
};

/* poster_check_file.c: pages, fonts and codes of a file's bytes. */
bool check_read(struct check *c, const struct buf *bytes, struct err *err) MUST_USE;
/* One for each of the file's pages. */
void check_pages_add(struct check *c, unsigned count);
/*
 * The codes of a raster, a PNG or PPM of which a pixel is mm wide (0: not known).  *out_module: the
 * smallest module of them, in pixels, or 0.
 */
bool check_codes_take(struct check *c, const void *png, size_t len, struct check_page *page,
		      double mm, double *out_module, struct err *err) MUST_USE;
enum { PIXELS_A_MODULE = 8, DPI_MOST = 1200 };
#define PAGE_PIXELS 70e6 /* of a raster, or of several at once: A3 at 600 dpi */
#define MM_AN_INCH  25.4
/* poster_check_pdf.c */
bool check_pdf(struct check *c, const struct buf *bytes, struct err *err) MUST_USE;
/* poster_check_leads.c: where each leads. */
bool check_leads(struct check *c, struct err *err) MUST_USE;
/* poster_check_judge.c: what is wrong. */
void check_judge(struct check *c);
/* The paper that a code is judged by. */
const struct paper_row *check_paper(const struct check *c, const struct check_code *code);
/* Whether the code's size is that of its page, and not of a piece that is cut or torn off. */
bool check_whole_page(const struct check *c, const struct check_code *code);
/* poster_check_say.c */
void check_say(const struct check *c, struct buf *out);
void check_say_json(const struct check *c, struct buf *out);
/* Text from a code, so that a terminal shows it and does nothing else with it. */
const char *check_plain(const char *text, struct arena *a);

/* ---- programs that are not ours (poster_check_tool.c) -------------------------------- */

struct tool {
	const char *name, *package; /* "pdftoppm", Debian's "poppler-utils" */
};
/* What one wrote, in memory; to be unmapped by tool_said_cleanup. */
struct tool_said {
	void *data;
	size_t len;
};
void tool_said_cleanup(struct tool_said *said);
/*
 * Runs it on bytes (its standard input), within limits of memory and output, until a time of
 * clock_ms(), and without a file of its own.  argv: NULL-ended, argv[0] its name.
 * ERR_UNAVAILABLE names the package if it is
 * not installed; ERR_INPUT has what it said, if it ended badly.
 */
bool tool_run(const struct tool *tool, const char *const *argv, const struct buf *in,
	      uint64_t until, struct tool_said *out, struct err *err) MUST_USE;

#endif
