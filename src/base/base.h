/*
 * The ground floor: memory, text, errors, diagnostics, days, randomness, JSON.  No word
 * of surveys stands here.  Include it after the system's own headers: its last lines
 * forbid the functions that this project does not use.
 *
 * Nothing in this floor may print (but for die and log_line), open a file or know a path.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_BASE_H
#define CANVASS_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MUST_USE __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
/*
 * A handle that is released where its name ends.  Give it a value where it is declared if
 * the function can return before it is set: SCOPED(buf) b = { 0 };  is an empty buffer.
 */
#define SCOPED(thing) __attribute__((cleanup(thing##_cleanup))) struct thing

/* Declares who frees what a function returns; gcc 12 checks it, clang 14 cannot. */
#if defined(__GNUC__) && !defined(__clang__)
#define OWNED_BY(f) __attribute__((malloc(f), warn_unused_result))
#else
#define OWNED_BY(f) __attribute__((warn_unused_result))
#endif

/* ---- bugs and no memory (base/die.c) -------------------------------------------- */

/* Writes the words to standard error and aborts: for bugs and for memory at an end. */
NORETURN void die(const char *fmt, ...) PRINTF(1, 2);

/* calloc, realloc that never return NULL; n * size is checked.  Freed with free(). */
void *mem_new(size_t n, size_t size) MUST_USE;
void *mem_grow(void *old, size_t n, size_t size) MUST_USE;

/* ---- trouble of the moment (base/err.c) ----------------------------------------- */

enum err_code {
	ERR_NONE,
	ERR_FOUND,	 /* a check found problems: exit 1 */
	ERR_USAGE,	 /* 64 */
	ERR_INPUT,	 /* bad input: 65, HTTP 422 */
	ERR_MISSING,	 /* no such input: 66, HTTP 404 */
	ERR_UNAVAILABLE, /* port in use: 69, HTTP 503 */
	ERR_BUG,	 /* a broken promise that need not abort: 70, HTTP 500 */
	ERR_CREATE,	 /* cannot create: 73 */
	ERR_IO,		 /* input or output: 74, HTTP 503 */
	ERR_FULL,	 /* disk full: 74, HTTP 503 */
	ERR_BUSY,	 /* try again: 75, HTTP 503 */
	ERR_DENIED,	 /* permission, wrong passphrase: 77, HTTP 403 */
	ERR_CONFIG,	 /* configuration, newer workspace: 78 */
	ERR__COUNT
};

struct err {
	enum err_code code;
	char text[240]; /* for the operator, never shown to a respondent */
};

struct err_kind {
	const char *name;
	int http, exit;
	const char *say; /* for a respondent */
};
extern const struct err_kind err_kinds[ERR__COUNT];

/* Sets the code and words; err may be NULL.  Always returns false, to be returned on. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...) PRINTF(3, 4);
/* Puts "<words>: " in front of what err already says.  Always returns false. */
bool err_add(struct err *err, const char *fmt, ...) PRINTF(2, 3);

/* Lets the compiler know, too, that a caller which returns on failure never goes on. */
static inline bool
always_false(bool said)
{
	(void)said;
	return false;
}
#define err_set(...) always_false((err_set)(__VA_ARGS__))
#define err_add(...) always_false((err_add)(__VA_ARGS__))

/* ---- memory with one lifetime (base/arena.c) ------------------------------------- */

struct arena;
void arena_free(struct arena *a);
/* most: bytes after which allocation dies (a bug: limits are checked before); 0: none. */
struct arena *arena_new(size_t most) OWNED_BY(arena_free);
/* All that was handed out is gone and wiped; the arena may be used again, keeping 32 KiB. */
void arena_clear(struct arena *a);
/* Zeroed, aligned for any type.  n * size is checked.  Never NULL. */
void *arena_alloc(struct arena *a, size_t n, size_t size) MUST_USE;
#define arena_one(a, type) ((type *)arena_alloc((a), 1, sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), (n), sizeof(type)))
/* Copies len bytes and adds a NUL. */
char *arena_copy(struct arena *a, const void *data, size_t len) MUST_USE;
char *arena_str(struct arena *a, const char *s) MUST_USE;
char *arena_printf(struct arena *a, const char *fmt, ...) MUST_USE PRINTF(2, 3);
/* Bytes handed out so far. */
size_t arena_used(const struct arena *a);

/* ---- sticky byte buffers (base/buf.c) --------------------------------------------- */

struct buf {
	char *data; /* a NUL follows data[len] once anything was put; may be NULL when empty */
	size_t len, room, most;
	bool full; /* something did not fit: what was put since is lost */
};

void buf_init(struct buf *b, size_t most); /* most: 0 for no limit */
void buf_free(struct buf *b);		   /* may be used again after it */
void buf_cleanup(struct buf *b);	   /* for SCOPED(buf) */
void buf_clear(struct buf *b);		   /* empties; keeps the room and the limit */
void buf_put(struct buf *b, const void *data, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
void buf_u8(struct buf *b, unsigned v);
void buf_u16(struct buf *b, unsigned v);  /* little endian */
void buf_u32(struct buf *b, uint32_t v);  /* little endian */
bool buf_ok(const struct buf *b) MUST_USE; /* everything fitted */

/* A bounded reader over bytes: once it runs short, all it gives is zero, and bad is set. */
struct cut {
	const unsigned char *p, *end;
	bool bad;
};
struct cut cut_from(const void *data, size_t len);
unsigned cut_u8(struct cut *c);
unsigned cut_u16(struct cut *c);
uint32_t cut_u32(struct cut *c);
const unsigned char *cut_bytes(struct cut *c, size_t len); /* NULL if short */
bool cut_done(const struct cut *c) MUST_USE; /* all was read, and none was missing */

/* ---- text (base/str.c, base/utf8.c) ------------------------------------------------ */

bool str_same(const char *a, const char *b);
bool str_starts(const char *s, const char *prefix);
/* Whole text is decimal digits and no more than most; blanks are not skipped. */
bool str_to_uint(const char *s, unsigned long most, unsigned long *out) MUST_USE;
/* Cuts to size (with a NUL), at a character's edge.  Returns false if it was cut. */
bool str_fit(char *to, size_t size, const char *from);
/* The nearest of n words by edit distance (at most 3, and under half the length), or NULL. */
const char *str_nearest(const char *word, const char *const *words, size_t n);

bool utf8_valid(const char *s, size_t len) MUST_USE; /* a NUL inside is not valid */
size_t utf8_count(const char *s, size_t len);	      /* code points of valid text */
/* The code point at s (valid text, s < end); *out_next is what follows. */
uint32_t utf8_next(const char *s, const char *end, const char **out_next);
/* Valid text in small letters, without a NUL; returns its bytes, or 0 if they do not fit `room`. */
size_t utf8_lower(char *to, size_t room, const char *s, size_t len);
/* The letter without its accents: e for é, l for ł; any other code point as it is. */
uint32_t utf8_unaccented(uint32_t point);
/* One code point's class: a letter or mark; a capital letter. */
bool utf8_is_letter(uint32_t point);
bool utf8_is_capital(uint32_t point);
/* A mark on the character before it; a blank of any width, but no line end; a character that
 * shows nothing (zero-width, soft hyphen, direction); the value of a decimal digit, or -1. */
bool utf8_is_mark(uint32_t point);
bool utf8_is_blank(uint32_t point);
bool utf8_is_hidden(uint32_t point);
int utf8_digit(uint32_t point);
/* Valid text as NFKC (Unicode Standard Annex 15), without a NUL: letters composed, full-width
 * and other such forms as their plain fellows.  Its bytes, or 0 if they do not fit `room`. */
size_t utf8_compose(char *to, size_t room, const char *s, size_t len);
/* The same as NFC: composed alone, and nothing that can be seen is changed. */
size_t utf8_normal(char *to, size_t room, const char *s, size_t len);

/* URL-safe base64 without padding.  The encoder puts a NUL; size >= base64_size(len). */
#define base64_size(len) (((len) * 4 + 2) / 3 + 1)
void base64_encode(char *to, size_t size, const void *data, size_t len);
/* *inout_len: room in, length out.  False for a wrong character, stray bits or no room. */
bool base64_decode(void *to, size_t *inout_len, const char *from, size_t len) MUST_USE;
void hex_encode(char *to, size_t size, const void *data, size_t len); /* size > 2 * len */
bool hex_decode(void *to, size_t len, const char *from) MUST_USE;    /* exactly 2 * len digits */

/* Crockford's base32 (0123456789ABCDEFGHJKMNPQRSTVWXYZ): value to character and back. */
extern const char base32_digits[33];
/* Capital or small; I and L read as 1, O as 0, U as V; -1 for anything else. */
int base32_value(char c);

/* ---- days (base/day.c): whole days since 1970-01-01, UTC --------------------------- */

int day_today(void); /* SOURCE_DATE_EPOCH is not looked at here */
bool day_parse(const char *s, int *out_day) MUST_USE; /* "2026-12-01" */
void day_format(int day, char out[11]);
/* "1 December 2026" */
void day_words(int day, char *out, size_t size);
/* Monotonic milliseconds, for deadlines. */
uint64_t clock_ms(void);

/* ---- ids out of names (base/digest.c) ----------------------------------------------- */

/* BLAKE2b without a key (RFC 7693); out_len: 1 to 64 bytes.  Never for what must be secret. */
void digest_blake2b(void *out, size_t out_len, const void *data, size_t len);

/* ---- randomness (base/rand.c) ------------------------------------------------------- */

void rand_bytes(void *to, size_t len); /* from the kernel; dies if there is none */
/* The same, at most 1,024 bytes, from a pool of the thread's own: for many small draws that are no
 * keys.  What was handed out is wiped from the pool. */
void rand_small(void *to, size_t len);
uint32_t rand_below(uint32_t n);       /* even over 0..n-1, from the kernel */

/* A seeded sequence for invented answers and tests: the same seed, the same numbers. */
struct dice {
	uint64_t s[4];
};
void dice_seed(struct dice *d, uint64_t seed);
uint64_t dice_next(struct dice *d);
uint32_t dice_below(struct dice *d, uint32_t n);
double dice_unit(struct dice *d); /* 0 <= x < 1 */

/* ---- the log (base/log.c): one escaped line to standard error ------------------------ */

/* No request facts, no respondent's word ever goes here.  Control bytes are escaped. */
void log_line(const char *fmt, ...) PRINTF(1, 2);

/* ---- diagnostics for files that people write (base/diag.c) --------------------------- */

struct diag {
	unsigned source;     /* in the sources of struct diags */
	const char *code;    /* "E030", "W012" */
	unsigned line, col;  /* from 1, columns in characters */
	unsigned width;	     /* characters to underline, at least 1 */
	const char *message; /* without the code */
	const char *hint;    /* or NULL; stands behind the caret */
};

#define DIAG_MOST 20

struct diag_source {
	const char *file; /* as the person named it */
	const char *text; /* the source, for the caret; not owned */
	size_t len;
};

struct diags {
	struct diag_source sources[12]; /* [0]: the file itself; then those that belong to it */
	size_t source_count;
	unsigned source;	    /* whose problems are being added */
	struct arena *arena;	    /* messages live there */
	struct diag items[DIAG_MOST];
	size_t count, errors, warnings; /* count: stored; the others: all that came */
};

void diags_init(struct diags *d, const char *file, const char *text, size_t len,
		struct arena *arena);
/*
 * What is added from now on is about another file that belongs to the first, such as the texts of
 * a language; the same name goes back to it.  Names and texts are not owned.  Returns which was
 * the source before, for diags_back.
 */
unsigned diags_turn(struct diags *d, const char *file, const char *text, size_t len);
void diags_back(struct diags *d, unsigned source);
/* Adds one; hint may be NULL, and is taken as it is (put it together with arena_printf). */
void diag_add(struct diags *d, const char *code, unsigned line, unsigned col,
	      unsigned width, const char *hint, const char *fmt, ...) PRINTF(7, 8);
bool diags_full(const struct diags *d); /* 20 errors: stop reading */
/*
 * Prints all, sorted by place, as form-language of the manual shows:
 *   FILE:LINE:COL: error E030: words
 *    41 |         type: chose any
 *       |               ^^^^^^^^^ did you mean "choose any"?
 */
void diags_print(const struct diags *d, struct buf *out);
void diags_json(const struct diags *d, struct buf *out); /* an array of objects */

/* ---- JSON (base/json.c: the only door to jansson) ------------------------------------- */

enum json_type { JSON_NULL_, JSON_BOOL, JSON_NUMBER, JSON_STRING_, JSON_LIST, JSON_MAP };

struct json { /* in an arena */
	enum json_type type;
	bool truth;
	bool whole;	   /* the number is a whole one, in integer */
	int64_t integer;
	double number;
	const char *text;  /* STRING: UTF-8, NUL-free */
	size_t len;
	const char *key;   /* within a MAP */
	struct json *first, *next; /* children of LIST and MAP, in order */
	size_t count;
};
/*
 * Reads one JSON text: depth at most 32, no repeated keys, no \u0000.  Returns NULL and sets err
 * (ERR_INPUT, with the place in the text) if it is none.  Lives in the arena.
 */
struct json *json_parse(const char *text, size_t len, struct arena *a, struct err *err);
const struct json *json_get(const struct json *map, const char *key); /* or NULL */

/* Writes a JSON string, quotes and escapes included. */
void json_put(struct buf *b, const char *s);
void json_put_len(struct buf *b, const char *s, size_t len);

/* ---- zip archives (base/zip.c: the only door to minizip) ------------------------------- */

struct zip_file { /* one that was asked for, unpacked, in an arena */
	const char *name;
	const char *data; /* a NUL follows it */
	size_t len;
};
struct zip_limits {
	size_t entries; /* in the whole archive */
	size_t bytes;	/* of all that is unpacked, together */
	unsigned ratio; /* at most so many bytes out of one packed byte */
};
/*
 * Unpacks those files of an archive whose name is wanted; the others are not looked into.  False
 * with ERR_INPUT and plain words if it is none, is damaged or locked, or passes a limit: then
 * outputs are untouched.  data: the whole archive, read where it lies.
 */
bool zip_read(const void *data, size_t len, const struct zip_limits *limits,
	      bool (*wanted)(const char *name), struct zip_file **out_files, size_t *out_count,
	      struct arena *a, struct err *err) MUST_USE;

struct zip_entry { /* to be packed */
	const char *name;
	const void *data;
	size_t len;
	bool stored; /* not compressed, without an extra field: the first file of an ODS */
};
/*
 * Packs files into an archive, in the order given; the same files and day give the same bytes.
 * day: in days since 1970, from 1980 on.  Appends to out; ERR_IO: no room.
 */
bool zip_write(const struct zip_entry *entries, size_t count, int day, struct buf *out,
	       struct err *err) MUST_USE;

/* ---- patterns (base/rx.c: the only door to PCRE2) ------------------------------------------ */

/*
 * Whether a pattern can be used: it compiles (UTF, Unicode classes, no callouts, no \\C), does not
 * fit where nothing stands, and stays within the limits of a match even on texts that are made to
 * cost much.  why gets plain words.  *out_at: the byte, from 0, where it goes wrong; the pattern's
 * length at most.  Returns RX_GOOD and touches nothing if it is fine.  It takes some milliseconds,
 * seldom a tenth of a second.
 */
enum rx_fault { RX_GOOD, RX_WRONG, RX_COSTLY };
enum rx_fault rx_check(const char *pattern, size_t *out_at, char *why, size_t why_size) MUST_USE;

/*
 * A compiled pattern, to find with.  Interpreted, never turned into machine code.  Every match has
 * limits of steps, depth and memory, so that no pattern and no text can hold us up: RX_LIMIT says
 * that one was reached, and that nothing is known of the text.  Holds its own room for a match:
 * for one thread at a time.
 */
enum { RX_CASELESS = 1, RX_UNICODE = 2, RX_COUNTED = 4, RX_GROUPS = 4 };
enum rx_result { RX_FOUND, RX_NONE, RX_LIMIT };
struct rx;
void rx_free(struct rx *rx);
/* NULL and err (ERR_INPUT) if it does not compile.  \d, \w and \b know ASCII alone, \p{L} all;
 * with RX_UNICODE they know all too, at some cost, as rx_check has them.  RX_COUNTED: for patterns
 * that others wrote; steps are counted over a whole text, from a search at 0 on, as rx_check counts
 * them, and not for each place where a match may begin. */
struct rx *rx_new(const char *pattern, unsigned flags, struct err *err) OWNED_BY(rx_free);
/*
 * The first match at `at` or after it (anchored: at `at` alone) in len bytes of valid UTF-8.
 * out: from and to of the whole, then of groups 1 to RX_GROUPS - 1; SIZE_MAX for a group that
 * took no part.  What stands before `at` can be looked back at.
 */
enum rx_result rx_find(const struct rx *rx, const char *text, size_t len, size_t at, bool anchored,
		       size_t out[2 * RX_GROUPS]) MUST_USE;

/* ---- files compiled in (written by tools/embed) ------------------------------------------ */

struct embedded {
	const char *name; /* without folders; NULL ends the table */
	const char *data; /* a NUL follows it */
	size_t len;
};

/* ---- words that this project does not use ---------------------------------------------- */
/* (system headers must come first) */
#undef alloca /* a macro in glibc, where it cannot be poisoned before */
#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol gets rand srand alloca

#endif
