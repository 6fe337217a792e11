/*
 * SQLite behind named statements.  A connection has a role: the settings that are read back,
 * the groups of statements that it prepares (one .sql file is one group), and the list of
 * what SQLite may do for it.  No text of SQL is put together in C.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_SQLITE_INTERNAL_H
#define CANVASS_STORE_SQLITE_INTERNAL_H

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

#include "store/internal.h"
#include "store/sql_table.h"

/* ---- connections (sqlite/sql.c, sqlite/role.c) ----------------------------------- */

enum {
	APPLICATION_WORKSPACE = 0x63767773, /* "cvws" */
	APPLICATION_ANSWERS = 0x6376616e,   /* "cvan" */
	APPLICATION_DESK = 0x6376646b,	    /* "cvdk" */
};

enum sql_role {
	ROLE_WORKSPACE_MAKE,
	ROLE_WORKSPACE_UPGRADE,
	ROLE_WORKSPACE_READ,
	ROLE_WORKSPACE_WRITE,
	ROLE_ANSWERS_MAKE,
	ROLE_ANSWERS_READ,
	ROLE_ANSWERS_WRITE,
	ROLE_DESK_MAKE,
	ROLE_DESK_WRITE,
	ROLE__COUNT
};

struct sql_setting { /* one is run, the other must then give the text */
	enum stmt_id set, get;
	const char *want;
};
struct sql_rule { /* what the authorizer lets pass; NULL is any */
	int action;
	const char *first, *second;
};
struct sql_role_row {
	const char *name;
	const char *groups[4];		    /* of statements, prepared at the opening */
	struct {
		int version;
		const char *group;
	} later[8]; /* the same, from some version of the file on */
	const struct sql_setting *settings; /* ended by want == NULL */
	const struct sql_rule *rules;	    /* ended by action == 0 */
	const struct sql_rule *upgrade;	    /* more, while an older file is upgraded; or NULL */
	int application; /* that the file must have; 0: it is being made */
	int version;	 /* the newest that this program knows */
	bool writes;
	int busy_ms; /* how long to wait for another connection, once it is open */
};
extern const struct sql_role_row sql_roles[ROLE__COUNT];

struct sql {
	sqlite3 *db;
	const struct sql_role_row *role;
	const char *name; /* for messages: the last part of the path */
	struct path path;
	unsigned page_size;
	int version;  /* of the file, when it was opened */
	bool settled; /* its settings stand: from now on the authorizer keeps PRAGMAs out too */
	bool upgrading; /* the role's `upgrade` rules pass too */
	int failed, failed_system; /* the last result that was an error, and its errno */
	sqlite3_stmt *stmts[STMT__COUNT];
};

void sql_close(struct sql *sql); /* never checkpoints */
/*
 * Opens an existing file.  ERR_MISSING, ERR_DENIED, ERR_CONFIG (another kind of file, a newer
 * version, a setting that does not hold), ERR_IO.  Waits up to 5 s for others.
 */
struct sql *sql_open(const char *path, enum sql_role role, struct err *err)
	OWNED_BY(sql_close);
/* Prepares, runs and drops a statement that is not kept; out: its first column, or NULL. */
bool sql_once(struct sql *sql, enum stmt_id id, char *out, size_t size, struct err *err)
	MUST_USE;
/* The same, with a whole number for a result. */
bool sql_number(struct sql *sql, enum stmt_id id, int64_t *out, struct err *err) MUST_USE;
/* Prepares the statements of one .sql file, to be kept. */
bool sql_prepare_group(struct sql *sql, const char *group, struct err *err) MUST_USE;
/* Lets go of them again: what they need was rolled back. */
void sql_drop_group(struct sql *sql, const char *group);
/* Whether a file of this kind and version lies there: run once the settings stand. */
bool sql_check_kind(struct sql *sql, struct err *err) MUST_USE;

/* What kind of trouble a result is: which error it becomes, and whether a writer may go on. */
enum trouble {
	TROUBLE_FULL, /* goes on when there is room */
	TROUBLE_BUSY,
	TROUBLE_MEMORY, /* goes on, unless it comes too often */
	TROUBLE_ITEM,	/* of one statement's own values: the others can go on */
	TROUBLE_DENIED,
	TROUBLE_DISK, /* nothing may be written any more */
};
/* rc: extended; system: errno of the call below, or 0. */
enum trouble sql_trouble(int rc, int system);
/* Sets err by a result, and remembers it in sql->failed.  Returns false. */
bool sql_fail(struct sql *sql, int rc, struct err *err);

/* ---- statements and transactions (sqlite/stmt.c) --------------------------------- */

struct stmt {
	struct sql *sql;
	sqlite3_stmt *s;
	int rc; /* of the first thing that failed; the run then fails too */
};
void stmt_cleanup(struct stmt *st); /* resets it for the next use */
struct stmt stmt_use(struct sql *sql, enum stmt_id id);
/* What is bound must live until the cleanup. */
void stmt_int(struct stmt *st, const char *name, int64_t value);
void stmt_text(struct stmt *st, const char *name, const char *text); /* NULL: nothing */
void stmt_blob(struct stmt *st, const char *name, const void *data, size_t len);
void stmt_null(struct stmt *st, const char *name);
/* Days since 1970; under 0: nothing. */
void stmt_day(struct stmt *st, const char *name, int day);
/* Runs it to its end. */
bool stmt_run(struct stmt *st, struct err *err) MUST_USE;
/* Runs it and says in *out how many rows it changed. */
bool stmt_change(struct stmt *st, int *out, struct err *err) MUST_USE;
/* The next row: *out_row false at the end. */
bool stmt_row(struct stmt *st, bool *out_row, struct err *err) MUST_USE;
int64_t stmt_get_int(struct stmt *st, int column);
/* Valid until the next row. */
const void *stmt_get_blob(struct stmt *st, int column, size_t *out_len);
/* The column must have exactly len bytes: ERR_IO otherwise. */
bool stmt_copy(struct stmt *st, int column, void *to, size_t len, struct err *err)
	MUST_USE;
/* Cut to size only if somebody has written what this program never would. */
void stmt_copy_text(struct stmt *st, int column, char *to, size_t size);

struct txn {
	struct sql *sql;
	bool open;
};
void txn_cleanup(struct txn *txn); /* rolls back unless it was kept */
struct txn txn_begin(struct sql *sql, enum stmt_id begin, struct err *err);
/* Commits.  False: it has been rolled back. */
bool txn_keep(struct txn *txn, struct err *err) MUST_USE;

/* ---- an answers file (sqlite/answers*.c, slots.c, batch.c, log.c) ---------------- */

enum {
	SLOT_HEAD = 4 + 16, /* batch and id, before the box */
	SLOT_ON_PAGE =
		35 + 5,	 /* bytes of a leaf page that no cell can have: slot_room() */
	NOMEM_MOST = 10, /* in a minute, before a writer stops */
};

struct head { /* the row of `head`; what a transaction changes lives in a copy until it is kept */
	uint64_t homes, slots, filled, open_batch, open_filled;
	unsigned box_len;
	int day;
	bool clean;
};

/* What is in memory of slips.  The writer alone changes it, once a transaction was kept. */
struct slip_book {
	pthread_mutex_t lock; /* another thread asks meanwhile */
	struct slip_set set;
	struct slip_print { /* a print run, the first is number 1 */
		uint32_t first, slips; /* places */
		bool withdrawn;
	} runs[SLIP_RUNS_MOST];
	unsigned run_count;
};

struct answers_file {
	struct sql *sql;
	struct slip_book *slips;
	const struct store_lock *lock;
	struct head head;
	struct answers_secrets secrets;
	size_t cell_len;
	unsigned char *cell; /* room for one: the slot that moves */
	bool stopped;
	bool table_full; /* the last group met a table that cannot grow */
	bool logged; /* there may be something in the log */
	unsigned nomem;
	uint64_t nomem_since;	/* clock_ms */
	_Atomic uint64_t count; /* head.filled, for other threads */
};

bool head_read(struct sql *sql, struct head *out, char *survey, size_t size,
	       struct err *err) MUST_USE;
bool head_write(struct answers_file *f, const struct head *h, struct err *err) MUST_USE;
/* Takes a head whose transaction was kept. */
void head_take(struct answers_file *f, const struct head *h);

uint32_t cell_batch(const unsigned char *cell);
void cell_set_batch(unsigned char *cell, uint32_t batch);

/* Length of every cell of a page size: what one leaf page can hold without overflow. */
size_t cell_length(unsigned page_size);

/* Where an id stands, or would. */
struct spot {
	bool there; /* it stands at `place` already */
	bool room;  /* there is an empty slot from `place` on, at `empty` */
	uint64_t place, empty;
};
bool slot_find(struct answers_file *f, const struct head *h, const unsigned char id[16],
	       struct spot *out, struct err *err) MUST_USE;
/* Moves the run at the spot on by one and writes the answer there. */
bool slot_insert(struct answers_file *f, const struct head *h, const struct spot *at,
		 const unsigned char id[16], const unsigned char *box, struct err *err)
	MUST_USE;
/* Writes another answer over the one of a slot, in place and of the same batch. */
bool slot_replace(struct answers_file *f, const struct head *h, uint64_t place,
		  const unsigned char *box, struct err *err) MUST_USE;
/* Doubles the table, in place; h gets the new size. */
bool slots_double(struct answers_file *f, struct head *h, struct err *err) MUST_USE;
/* After an unclean stop: every id stands where its set says, and the counts agree. */
bool slots_check(struct sql *sql, const struct head *h, size_t cell_len, struct err *err)
	MUST_USE;
/* Gives the `count` answers of a batch to another. */
bool slots_join(struct answers_file *f, uint32_t from, uint32_t to, uint64_t count,
		struct err *err) MUST_USE;
/* Makes `count` empty slots from `first` on. */
bool slots_add(struct sql *sql, uint64_t first, uint64_t count, size_t cell_len,
	       struct err *err) MUST_USE;

/* ---- slips of an answers file (sqlite/slips.c) ---------------------------------------- */

void slips_free(struct slip_book *b); /* NULL is fine */
/* Reads them all, and checks them.  NULL: ERR_IO if they are damaged. */
struct slip_book *slips_load(struct sql *sql, struct err *err) OWNED_BY(slips_free);
/* In a transaction: whether a slip can be used, and its place. */
bool slip_find(struct answers_file *f, const unsigned char hash[SLIP_BYTES], bool *out_there,
	       uint32_t *out_place, struct err *err) MUST_USE;
/* In a transaction: strikes the slips of the places from first up to end out. */
bool slips_strike(struct answers_file *f, uint32_t first, uint32_t end, struct err *err)
	MUST_USE;
bool slips_strike_all(struct answers_file *f, struct err *err) MUST_USE;
/* Once that was kept. */
void slip_forget(struct answers_file *f, const unsigned char hash[SLIP_BYTES]);
void slips_forget(struct answers_file *f, uint32_t first, uint32_t end);

/*
 * What an error means for the file, by sql->failed, or by `why` if SQLite found nothing wrong:
 * sets err, and stops the file unless it may go on.  Returns false.
 */
bool answers_trouble(struct answers_file *f, const struct err *why, struct err *err);

/* Wipes what the shared memory of an empty log still tells about the order of its pages. */
bool log_wipe_index(struct sql *sql, struct err *err) MUST_USE;

/* Whether the log has no byte.  The mark of a clean stop counts only with an empty log. */
bool log_empty(const struct sql *sql) MUST_USE;

/* ---- where a reading of slots goes on (slots.c) ---- */

/* From the id behind this one on; false: there is none. */
bool id_behind(unsigned char from[16], const unsigned char *id) MUST_USE;
/*
 * From the first id on whose home lies behind an empty slot: none of a lower home was pushed past
 * it, and none that is in a closed batch will come.  False: no home lies there.
 */
bool id_behind_slot(unsigned char from[16], uint64_t empty, uint64_t homes) MUST_USE;

#endif
