/*
 * The workspace on disk: canvass.db, which commands write and the door reads.  An answer is bytes
 * to this floor, and there is no column for a time, an address or a ticket of a respondent.
 *
 * store.h: surveys and links.  add.h: the one writer of an answers file.  read.h: closed batches.
 * The only door to SQLite is src/store/sqlite/.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_H
#define CANVASS_STORE_H

#include "base/base.h"

enum {
	/* of canvass.db; 1 has no ledger, 2 no ticks, 3 no notes, 4 a link a place for ever, 5 no
	 * rooms */
	WORKSPACE_VERSION = 6,
	ANSWERS_VERSION = 2,   /* of answers/<survey>.db; 1 has no slips */
	SURVEY_NAME = 80,   /* "<form id>@<wave>", with its NUL */
	STORE_RECIPIENTS = 8,
	STORE_KEY = 32,
	STORE_CODE = 9,	    /* a link's code with its NUL */
	PLACE_MOST = 40,    /* characters of a place's name */
	TICK_ID = 16,
	NOTE_KINDS = 4,
};

enum store_role {
	STORE_READS,  /* the door and listing commands: query_only */
	STORE_WRITES, /* commands that change surveys and links */
};

struct store;
void store_close(struct store *st);
/* Makes canvass.db and answers/ in an existing folder.  ERR_CREATE if there is one already. */
bool store_make(const char *dir, struct err *err) MUST_USE;
/*
 * Opens the workspace at dir.  No workspace there: ERR_MISSING; a newer version: ERR_CONFIG; not
 * readable or not writable as the role needs: ERR_DENIED; a network file system: ERR_CONFIG.
 * STORE_WRITES brings an older workspace up to this version, whole or not at all.
 */
struct store *store_open(const char *dir, enum store_role role, struct err *err)
	OWNED_BY(store_close);
const char *store_dir(const struct store *st);
/* Whether another process changed canvass.db since the last call (PRAGMA data_version). */
bool store_changed(struct store *st);
/* Free bytes on the workspace's file system. */
bool store_space(const char *dir, uint64_t *out_free, struct err *err) MUST_USE;

/* ---- surveys --------------------------------------------------------------------- */

enum survey_state { SURVEY_WAITING, SURVEY_OPEN, SURVEY_CLOSED, SURVEY__COUNT };
extern const char *const survey_state_names[SURVEY__COUNT]; /* "waiting", "open", "closed" */

struct store_recipient {
	unsigned char key[STORE_KEY];
	bool confirmed;
	const unsigned char *canary; /* a sealed box that the recipient opens; in the arena */
	size_t canary_len;
	unsigned char canary_hash[32]; /* of what the canary says: proves that it was opened */
};

struct survey {
	char name[SURVEY_NAME];
	const char *form_text; /* as frozen; in the arena */
	size_t form_len;
	unsigned char form_hash[32];
	enum survey_state state;
	unsigned expected;
	bool unconfirmed, invented;
	int opened, closed; /* days; -1: not */
	unsigned page_size; /* of the answers file: 4096 .. 32768 */
	unsigned box_len;   /* of every box */
	unsigned padded;    /* of every record */
	unsigned char check_key[STORE_KEY]; /* for check words on posters and pages */
	struct store_recipient recipients[STORE_RECIPIENTS];
	unsigned recipient_count;
};

/* Bytes that one slot of a page size holds for a box (slot's own fields taken off). */
size_t slot_room(unsigned page_size);

/* A second one of that name: ERR_CREATE. */
bool survey_add(struct store *st, const struct survey *survey, struct err *err) MUST_USE;
/* ERR_MISSING, naming the near ones, if there is none. */
bool survey_get(struct store *st, const char *name, struct survey *out, struct arena *a,
		struct err *err) MUST_USE;
/* All, by name.  *out lives in the arena. */
bool survey_all(struct store *st, struct survey **out, size_t *out_count, struct arena *a,
		struct err *err) MUST_USE;
/*
 * WAITING to OPEN, OPEN to CLOSED (or WAITING to CLOSED); another step is ERR_INPUT.  day: of
 * the opening or the closing.
 */
bool survey_set_state(struct store *st, const char *name, enum survey_state state, int day,
		      struct err *err) MUST_USE;
bool survey_confirm(struct store *st, const char *name, const unsigned char key[STORE_KEY],
		    struct err *err) MUST_USE;

/* ---- links ----------------------------------------------------------------------- */

struct link {
	char code[STORE_CODE];
	char survey[SURVEY_NAME];
	char place[PLACE_MOST * 4 + 1]; /* "" for a general link */
	unsigned place_number;		/* from 1 in its survey, drawn at random; 0: general */
	unsigned headcount;
	bool closed;
};

/* All or none.  A code in use: ERR_BUSY (draw again); a place's name in use: ERR_INPUT. */
bool link_add(struct store *st, struct link *links, size_t count, struct err *err) MUST_USE;
/* Of one survey, or of all (NULL), by place and code. */
bool link_all(struct store *st, const char *survey, struct link **out, size_t *out_count,
	      struct arena *a, struct err *err) MUST_USE;
/* ERR_MISSING if there is no such code. */
bool link_get(struct store *st, const char *code, struct link *out, struct err *err) MUST_USE;
bool link_close(struct store *st, const char *code, struct err *err) MUST_USE;
/*
 * Closes a link and adds another for the same place, with its number and headcount, in one
 * transaction; next->code is drawn by the caller, all else is set here.  A code in use: ERR_BUSY.
 * ERR_MISSING: no such code, or it is closed; but one that was closed and is the last of its place
 * can be replaced, or the place could never have a poster again.
 */
bool link_replace(struct store *st, const char *code, struct link *next, struct err *err) MUST_USE;

/* ---- the ledger: what was released of a survey, one line of JSON a release --------- */

struct release_line {
	unsigned number; /* from 1, without gaps */
	const char *text; /* without the line's end; in the arena */
	size_t len;
};
/*
 * The next one, in one transaction.  A number that is taken: ERR_BUSY (somebody else released);
 * one too far: ERR_INPUT; no such survey: ERR_MISSING.
 */
bool release_add(struct store *st, const char *survey, const struct release_line *line,
		 struct err *err) MUST_USE;
/* Of one survey, oldest first; none in a workspace that was of version 1 when it was opened. */
bool release_all(struct store *st, const char *survey, struct release_line **out,
		 size_t *out_count, struct arena *a, struct err *err) MUST_USE;

/* ---- ticks of quotes: sealed, and nothing to this floor ---------------------------- */

struct tick_row {
	unsigned char id[TICK_ID]; /* drawn at random */
	const unsigned char *sealed;
	size_t len;
};
/* Of one survey, by their ids; none in a workspace that is older than version 3. */
bool tick_all(struct store *st, const char *survey, struct tick_row **out, size_t *out_count,
	      struct arena *a, struct err *err) MUST_USE;
/* Takes out those with these ids (a missing one is no error) and puts in others: all or none. */
bool tick_change(struct store *st, const char *survey, const unsigned char (*gone)[TICK_ID],
		 size_t gone_count, const struct tick_row *rows, size_t row_count,
		 struct err *err) MUST_USE;

/* ---- notes of coders: sealed, one of each kind, and nothing to this floor ---------- */

struct note_row {
	const unsigned char *sealed; /* NULL: there is none */
	size_t len;
};
/* Of one survey, by kind; none in a workspace that is older than version 4. */
bool note_all(struct store *st, const char *survey, struct note_row out[NOTE_KINDS],
	      struct arena *a, struct err *err) MUST_USE;
struct note_change {
	unsigned kind;
	struct note_row was; /* as it was read */
	struct note_row now;
};
/* Puts notes, all or none.  ERR_BUSY if one is not what it was. */
bool note_change(struct store *st, const char *survey, const struct note_change *changes,
		 size_t count, struct err *err) MUST_USE;

#endif
