/*
 * The ledger of a survey's releases: what was printed, from how many batches, under which policy.
 * Each entry bears the hash of the one before, so that none can be altered, cut out or put in
 * without all later ones telling.  It holds only what was published.
 *
 * In the workspace its lines stand in canvass.db; away from it they are a file, one line a release.
 * A line is JSON with its members in this order:
 *
 *   {"canvass": "ledger 1", "survey": NAME, "release": 2, "batches": 3, "responses": 130,
 *    "responses_held": 1, "released": "2026-11-20", "form": HEX, "plan": HEX, "policy": {...},
 *    "quotes": HEX, "codes": HEX, "stands": HEX, "beside": HEX, "released_by": "two people",
 *    "published": {"canvass": "disclosed 1", ...}, "previous": HEX, "hash": HEX}
 *
 * "quotes" is the SHA-256 of what was quoted; a release that quotes nobody has no such member.
 * "codes" is that of what was told of coding beside the numbers, and "stands" that of the
 * codings which the numbers of themes were counted from; "beside" that of the files with the
 * team's words and with earlier waves.  Where there are none, these are missing too.
 * "released_by" is there if a second person confirmed the release at the desk; a release by one
 * key holder has no such member.
 * "responses" is as printed, or null, and "responses_held" the release that it was repeated
 * from, if it was; "previous" is the hash of the entry before, "" in the first.  "hash" is the
 * SHA-256 of the line as it would stand without that member: the bytes before `, "hash"`, and
 * then `}`.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_LEDGER_H
#define CANVASS_LEDGER_H

#include "app/app.h"
#include "summary/summary.h"

enum {
	LEDGER_ENTRIES = 1000,	 /* at most, of one survey */
	LEDGER_LINE = 3 << 20,	 /* bytes, at most */
	LEDGER_FILE = 256 << 20, /* bytes of a file, at most */
};

struct ledger_entry {
	struct release_line line;
	const char *hash,
		*previous; /* 64 hexadecimal digits; previous: "" at the first */
	const char *form_hash, *plan_hash;
	const char *quotes;		     /* 64 hexadecimal digits; "": none */
	const char *codes, *stands, *beside; /* likewise */
	bool two_people;		     /* not by one key holder alone */
	unsigned batches;
	int responses;		 /* as printed; -1: none */
	unsigned responses_held; /* the release it is reprinted from; 0: fresh */
	int day;		 /* of the release */
	struct policy policy;
	const struct json *published; /* "disclosed 1" */
};
struct ledger {
	const char *survey;
	const char *form_hash; /* of the form as it was frozen */
	const char *from;      /* "canvass.db", or the file's name: for words */
	struct ledger_entry *entries;
	size_t count;
};

/*
 * survey, form_hash and from of *out say what it must be the ledger of; the rest is filled.
 * ERR_INPUT with the place, the entry's number and the reason: one is missing, was altered, cut
 * short, is of another survey or form, has fewer batches or a lower policy than the one before.
 * Lives in the arena, and points into lines.
 */
bool ledger_read(struct ledger *out, const struct release_line *lines, size_t count,
		 struct arena *a, struct err *err) MUST_USE;
/* The same from a file's bytes, which must live as long.  An empty one is cut short. */
bool ledger_parse(struct ledger *out, const char *text, size_t len, struct arena *a,
		  struct err *err) MUST_USE;
/* The same from the file named out->from.  ERR_MISSING if there is none. */
bool ledger_file_read(struct ledger *out, struct arena *a, struct err *err) MUST_USE;
/*
 * Of two ledgers of a survey, that which goes on where the other ends.  ERR_INPUT if they went
 * different ways, with the first entry in which they differ.
 */
bool ledger_join(const struct ledger *one, const struct ledger *other,
		 const struct ledger **out, struct err *err) MUST_USE;
/*
 * Puts one more entry behind the others: next's batches, responses, responses_held, day,
 * plan_hash, quotes, codes, stands, beside (of these NULL is none), two_people and policy, with
 * published as disclosed_write gives it in one line.  What was written is read back by
 * ledger_read, so that nothing enters that would be refused later.
 */
bool ledger_grow(struct ledger *l, const struct ledger_entry *next,
		 const struct buf *published, struct arena *a, struct err *err) MUST_USE;
/* The last entry, or NULL. */
const struct ledger_entry *ledger_last(const struct ledger *l);

/*
 * Puts the ledger into the file l->from, whole and synced, if the file still holds the first
 * `known` entries and no more (0: it is not there).  ERR_BUSY if somebody else was faster.
 */
bool ledger_file_write(const struct ledger *l, size_t known, struct arena *a,
		       struct err *err) MUST_USE;
/* The same for the workspace: adds the entries behind the first `known`. */
bool ledger_store_write(const struct ledger *l, size_t known, const char *workspace,
			struct err *err) MUST_USE;

#endif
