/*
 * What the pages share among themselves: sheets laid out once, and what fills their holes.
 *
 * A sheet is one page of a form in one language.  layout_*.c write it with marks where
 * something of the request belongs; prepared.c cuts it at the marks; serving a page is
 * copying the pieces and writing the holes between them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_PAGE_H
#define CANVASS_PAGE_H

#include "answer/redact.h"
#include "out/out.h"
#include "web/web.h"
#include "web/words.h"

enum {
	PAGE_BYTES = 14600,  /* of a page with its headers, before anything was typed */
	CHECK_BYTES = 65536, /* of the check page with its headers, whatever was typed */
	CHECK_EXTENTS = 5,
	MARKS_MOST = 40,    /* lines on the marks of one text */
	REFUSALS_MOST = 10, /* of what may not stay, told at a time */
	HEADER_BYTES = 800,  /* allowed for status line and headers: 770, and a margin */
	NO_ANSWER = 0xff,    /* stands for an option's index */
	CSP_SIZE = 64,
	SCRIPT_BYTES = 1500, /* of a page's script */
};

/* ---- sheets: the pages of a form ---------------------------------------------------- */

enum {
	SHEET_START,
	SHEET_CHECK,
	SHEET_SENT,
	SHEET_SAVED,			/* finish-later.html, a file of its own */
	SHEET_ANOTHER,			/* and the index of the repeat */
	SHEET_PAGE = SHEET_ANOTHER + 10 /* and the index of the page */
};
unsigned sheet_at(const struct form *form, struct place at);

/* How much of each text the check page shows; from all of it to the least, as it would grow. */
struct extent {
	size_t text;  /* bytes of each text; 0: all */
	size_t marks; /* marks in each text, and lines on what they are */
	size_t words; /* bytes of marked words in such a line */
};
extern const struct extent check_extents[CHECK_EXTENTS];

/* What the holes of a sheet are filled with; all but code and words may be NULL. */
struct fill {
	const char *code;  /* the link's, in its written form */
	const char *words; /* check words */
	const char *ticket;
	const char *draft; /* sealed, or "" */
	const struct walk *walk;
	const struct pairs *posted; /* where a field has an error: what was posted */
	const struct field_errors *errors; /* shown above and beside the fields */
	bool lost;			   /* the draft could not be read */
	bool unsure;			   /* storing failed: the words of "try again" */
	bool all;			   /* what conditions hide too: to be seen, or weighed */
	const struct marks *marks; /* of the check page; NULL: nobody looked */
	struct extent extent;	   /* of the check page; nothing: all of each text, no mark */
	bool all_rows; /* the check page has each question, shown or not: to weigh it */
};

/*
 * What looks through the texts of this form: with the form's own patterns, without a force's own
 * words, which never come to a host.  For the loop's thread alone.  NULL where the engine does not
 * take a pattern that it took when the form was opened: to go on without it would let words pass,
 * and to end would close every survey.
 */
struct redactor *prepared_redactor(struct prepared *p);

/* The reply with a sheet, in the arena. */
struct reply *sheet_reply(const struct prepared *p, unsigned sheet, unsigned status,
			  const struct fill *fill, struct arena *a);

/* ---- one request to a survey's address (page_visit.c) ------------------------------------ */

struct caller {
	struct door *door;
	const struct request *request;
	struct arena *arena;
	struct door_link link;	    /* what the code is and leads to */
	struct door_survey *survey; /* the link's */
	char words[48];
	char ticket_text[TICKET_CHARS + 1];
	unsigned char ticket[TICKET_BYTES];
	struct walk *walk;
	bool pasted;	   /* the draft is a saved one, from the box on the first page */
	const char *draft; /* sealed for the reply, or as it came */
	struct field_errors errors;
	const struct marks *marks; /* of the walk's words as they stand; NULL: not looked for yet */
	bool unsure; /* caller_look: a survey was asked and could not tell */
};

/*
 * Finds the survey; false: unknown.  It does no more, so that unknown and closed codes cost the
 * same; caller_open does the rest for an open one: check words, pages laid out at first use.
 */
bool caller_find(struct caller *c, struct door *door, const struct request *request,
		 struct arena *a) MUST_USE;
void caller_open(struct caller *c);
/* Takes the posted ticket; false: none, or not of its shape. */
bool caller_ticket(struct caller *c) MUST_USE;
/* Opens the posted draft, or begins a walk where there is none; false: it cannot be read. */
bool caller_walk(struct caller *c) MUST_USE;
/*
 * What redaction finds in the walk's words, looked for once a request.  Whoever changes an answer
 * afterwards sets c->marks to NULL.
 */
const struct marks *caller_marks(struct caller *c);
/*
 * Whether sending has to wait for the check page: it has marks that this person has not seen, or
 * such as `when found: refuse` does not let in.
 */
bool caller_must_look(struct caller *c);
/* Whether the check page that is to be shown has words that the form refuses. */
bool caller_refused(struct caller *c);
/* Seals the walk as the reply's draft; false: it would be longer than a draft may be. */
bool caller_seal(struct caller *c) MUST_USE;
/* The sheet where the walk stands, with its draft sealed anew. */
struct reply *caller_show(struct caller *c, unsigned status);
/* The same page again, since its texts are too long to be kept. */
struct reply *caller_too_long(struct caller *c, unsigned question);
/* What a fill has in common for all sheets. */
struct fill caller_fill(const struct caller *c);
/* Takes what was pasted into the first page's box, if anything was; false: it is no saved form. */
bool caller_paste(struct caller *c) MUST_USE;
/* The walk as a file that goes on with it later. */
struct reply *caller_save(struct caller *c);
/* Stores the walk's answers, or says what is in the way. */
struct reply *caller_send(struct caller *c);
/* Closed, or a used slip: the thank-you page if this ticket was stored, else what 410 says. */
struct reply *caller_look(struct caller *c);

/* ---- one sheet by itself (preview_sheet.c) ------------------------------------------------ */

struct preview_look {
	struct walk *walk; /* of somebody who has said nothing but what opens the sheet */
	unsigned sheet, status;
	struct pairs posted;
	struct field_errors errors;
	bool again;
};
/* show: as struct sheet_wanted has it (web.h).  False: the form has no such sheet. */
bool preview_look(const struct form *form, const char *show, unsigned lang, bool errors,
		  struct preview_look *out, struct arena *a) MUST_USE;
/* Puts it into a fill that has code, words, ticket and draft. */
void preview_fill(const struct preview_look *look, struct fill *fill);
/* Answers what a page's conditions ask for, so that it is open (preview_open.c). */
void preview_open(struct walk *w, unsigned page, struct arena *a);

/* ---- holes ------------------------------------------------------------------------------ */

enum hole {
	HOLE_TICKET,
	HOLE_DRAFT, /* the whole hidden field */
	HOLE_CODE,
	HOLE_WORDS,
	HOLE_ERROR_TITLE, /* "Error: " in the title */
	HOLE_PROBLEMS,	  /* the box at the top */
	HOLE_BACK,
	HOLE_PROGRESS,
	HOLE_TURN,
	HOLE_CHECKED,	/* question, option */
	HOLE_ANOTHER,	/* 0: no, 1: yes */
	HOLE_TYPED,	/* question: words in a box */
	HOLE_VALUE,	/* question, enum part: inside a value's quotes */
	HOLE_PLACE,	/* question, option * 32 + place */
	HOLE_ERROR,	/* question, or FORM_QUESTIONS for `another` */
	HOLE_DESCRIBED, /* question, bits of enum described */
	HOLE_INVALID,	/* question */
	HOLE_MARKS,	/* that the check page has marks, and what may be done */
	HOLE_ROWS,	/* the check page's answers */
	HOLE_SAVED,	/* ticket and draft as text, to be pasted */
	HOLE_PIPED, /* question; the words up to HOLE_END stand where it has no answer */
	HOLE_IF,    /* block; up to HOLE_END only if it is shown */
	HOLE_END,
	HOLE__COUNT
};
enum described {
	DESCRIBED_HINT = 1,   /* there is a hint to point at */
	DESCRIBED_RADIOS = 2, /* a group of radios, which is marked as wrong in their place */
};
enum part { PART_TEXT, PART_OTHER, PART_MONTH, PART_YEAR };

/* Writes one hole.  Returns whether the pieces up to its HOLE_END are to be left out. */
bool hole_fill(struct html *h, enum hole hole, unsigned a, unsigned b,
	       const struct form *form, const struct fill *fill);
/* The rows of the check page. */
void rows_put(struct html *h, const struct form *form, const struct fill *fill);
/* What a question of the check page asks, its turn told apart: plain text, added to out. */
void row_words(const struct walk *walk, const struct question *q, unsigned turn,
	       struct buf *out);

/* ---- marks of redaction on the check page (layout_marks.c) -------------------------------- */

/* The text above the rows; nothing without marks. */
void marks_notice_put(struct html *h, const struct form *form, const struct fill *fill);
/*
 * Typed words with their marks.  from: where in the words the marked text begins; len: of the
 * words, where they are shown in part less than all.
 */
void marked_put(struct html *h, const char *words, size_t len, size_t from,
		const struct redaction *found, const struct fill *fill,
		const struct speech *language);
/* What was found in a text and why, one line a different mark, and the two ways on. */
void found_put(struct html *h, const char *text, const struct redaction *found, bool refuse,
	       const struct fill *fill, const struct speech *language);
/* `when found: refuse`: an error for each text and each class that is certain. */
void marks_refuse(const struct marks *marks, const struct walk *walk, struct arena *a,
		  struct field_errors *out);

/* ---- authored texts: braces (layout_text.c) ----------------------------------------------- */

enum piece_kind { PIECE_WORDS, PIECE_TURN, PIECE_PIPED };
struct piece {
	enum piece_kind kind;
	const char *words; /* or what stands without an answer */
	size_t len;
	unsigned question;
};
/* The next piece of a text with braces; false at its end. */
bool piece_next(const struct form *form, const char **at, struct piece *out);
/* The label that a piped question shows, or NULL. */
const char *piped_label(const struct walk *walk, unsigned question);
/* A text of the form with its braces filled, as the check page shows it; as plain text too. */
void piped_words(struct buf *out, const char *text, const struct walk *walk, unsigned turn);
void piped_put(struct html *h, const char *text, const struct walk *walk, unsigned turn);

/* ---- layouts ------------------------------------------------------------------------ */

struct layout {
	const struct form *form;	      /* NULL: a page of no survey */
	const struct door_settings *settings; /* NULL in `form check` */
	const struct door_survey *survey;     /* NULL in `form check` */
	struct speech speech;		      /* how our own words are said */
	const struct speech *language;	      /* the same, for word_put */
	unsigned lang;
	bool afar; /* a file on somebody's device: its links need the whole address */
	struct html *title, *body;
	struct buf rules; /* style for this page alone, where the browser knows :has() */
	const char *style; /* the same for every browser, or NULL */
	/* A focus group's page: what stands in the band, and no check words.  NULL: another. */
	const char *room_title;
	bool invented;	       /* of a room: it is a demonstration */
	const char *fetch;     /* an address that the page goes to by itself, or NULL */
	unsigned fetch_after;  /* seconds */
};

void layout_init(struct layout *l, const struct form *form,
		 const struct door_settings *settings, const struct door_survey *survey,
		 unsigned lang);
void layout_done(struct layout *l);
void layout_hole(struct layout *l, enum hole hole, unsigned a, unsigned b);
/* An authored text, its braces as holes; into the title too if it is the page's. */
void layout_text(struct layout *l, const struct text *text);
/* A label: nothing is piped into it. */
void layout_label(struct layout *l, const struct text *text);
/* Words that somebody outside the program wrote, as they are: no hole can be among them. */
void layout_plain(struct layout *l, const char *words);
void layout_title(struct layout *l, const struct text *text);
void layout_title_word(struct layout *l, enum word word);
void layout_markdown(struct layout *l, const struct text *text);
/* A word of ours; {1}, if it has one, becomes the hole. */
void layout_word(struct layout *l, enum word word);
/* A word as a heading, or as a paragraph, of its own. */
void layout_heading(struct layout *l, enum word word);
void layout_paragraph(struct layout *l, enum word word);
/* {1} becomes an authored text. */
void layout_word_text(struct layout *l, enum word word, const char *authored);
void layout_word_hole(struct layout *l, enum word word, enum hole hole);
/* The fields of one question, options or boxes, without its heading. */
void layout_fields(struct layout *l, const struct question *q);
/* Opens the form with its hidden fields; Back and languages. */
void layout_form(struct layout *l, bool hidden_button, const char *go);
void layout_button(struct layout *l, const char *go, enum word word);
/* Save and finish later, and the box for what was saved: nothing if the form has it not. */
void layout_save(struct layout *l);
void layout_paste(struct layout *l);
/* Who asks, what is kept, what is not promised. */
void layout_about(struct layout *l);
void layout_promises(struct layout *l);
void layout_contacts(struct layout *l);
/* Whole sheets, written into the layout's body and title. */
void layout_start(struct layout *l);
void layout_page(struct layout *l, unsigned page);
void layout_another(struct layout *l, unsigned repeat);
void layout_check(struct layout *l);
void layout_sent(struct layout *l);
void layout_saved(struct layout *l);
/* What a page's policy allows: the hash sources of its style and its script ("": none). */
struct hashes {
	char style[CSP_SIZE], script[CSP_SIZE];
};
/* Puts frame, style, band and foot around what was laid out. */
void layout_frame(struct layout *l, struct html *out, struct hashes *hashes);
/*
 * The elements (" label "), classes (" .o ") and types of fields (" [type=text] ") of what was
 * laid out, each once, added to words; and those that its holes may bring.
 */
void words_of(struct buf *words, const char *html);
/* The parts of a style sheet or script whose conditions hold for a page with these words. */
void parts_put(struct html *out, const char *parts, const char *words);
/* Pages of no survey: which of our own languages `?lang=` asks for, or -1 (page_about.c). */
int ours_asked(const struct request *request);
/* "?lang=cy" behind an address of such a page; nothing for English, and what we do not speak. */
void ours_put(struct html *h, const struct speech *speech);
/* The way to the same page in the other of our languages. */
void ours_link(struct layout *l);
/* page_error for somebody whose language is known; speech: NULL if it is not. */
struct reply *page_error_in(struct door *door, unsigned status, const struct speech *speech,
			    struct arena *a);
/* The page for a used slip, as large as an unknown code's. */
struct reply *page_spent_in(struct door *door, const struct speech *speech, struct arena *a);
/* The page for a room that has ended, as large as these. */
struct reply *page_over_in(struct door *door, const struct speech *speech, struct arena *a);
/* The same for a survey's address: in the language of its walk, or of `?lang=`. */
struct reply *caller_error(const struct caller *c, unsigned status);
/* A page of no survey, with a title and what the body's writer put there. */
struct reply *layout_reply(struct layout *l, unsigned status, struct arena *a);

#endif
