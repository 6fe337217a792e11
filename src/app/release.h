/*
 * A release: closed batches opened with a key, counted, published by the summary floor together
 * with all that was released before, entered into the ledger, and written as files.  Exact counts
 * are in memory only.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RELEASE_H
#define CANVASS_RELEASE_H

#include "app/app.h"
#include "app/ledger.h"
#include "out/out.h"
#include "summary/summary.h"

enum { SINCE_FILES = 20 };
struct release_order {
	const struct call *call; /* files that it names are looked for from here */
	const char *survey;
	const char *workspace;
	const char *from;   /* a file of batches; NULL: the workspace's */
	const char *ledger; /* a file; NULL: the workspace's, or that beside `from` */
	const struct secret_key *key;
	const char *formats; /* a comma list; NULL: all */
	const char *dir;
	unsigned smallest_group; /* 0: as it is */
	bool draft;
	const char *words;		/* the team's own, a file; NULL: none */
	const char *since[SINCE_FILES]; /* summary.json of earlier waves, oldest first */
	size_t since_count;
	struct buf *explain; /* gets why numbers are hidden; or NULL */
	/*
	 * For the desk.  trial: all is made, in memory alone, and nothing is written or entered.
	 * two_people: a second person confirms it.  proposed: the print of a trial that the second
	 * has seen, which the release must have too if it is made for the day of then; or NULL.
	 */
	bool trial, two_people;
	const char *proposed;
	int day; /* that a trial is made for, and `proposed` was; 0: today */
};
struct release_made {
	unsigned number;
	bool again; /* nothing was new: the same release as the last */
	/* Its numbers are those of the last; quotes or words are others, or two stand for it. */
	bool requoted;
	size_t boxes, unopened;
	char why[240];	    /* of the first that did not open */
	const char **paths; /* DIR/<survey>/<file>, in the arena */
	size_t path_count;
	/* Of a trial: its draft, and the SHA-256 of summary.json as it would leave. */
	const struct summary *draft;
	char print[2 * SEAL_HASH + 1];
	unsigned batches, since; /* closed by now, and those that no release told of before */
};

/*
 * Whole or not at all: the files are written beside, then the ledger gets its entry, then the files
 * get their names.  If nothing is new since the last release, that one is written again, byte for
 * byte, and the ledger stays as it is.  From the same batches it is a new release whose numbers
 * are those of the last if only quotes, or the words beside it, are others; and if comments were
 * coded since, one that tells themes too, and holds what was told before.
 *
 * ERR_BUSY: no batch is closed yet, or somebody else released in the meantime.  ERR_INPUT: the key
 * is no recipient or opens nothing, the ledger is none or does not fit the answers, the smallest
 * group would be lowered.  ERR_CREATE: another release stands where this one would.  ERR_FOUND: it
 * is not what was proposed.  Two people may release once more what one key holder has released.
 */
bool release_make(const struct release_order *order, struct release_made *out,
		  struct arena *a, struct err *err) MUST_USE;

/* What goes along with the numbers (release_words.c). */
struct release_beside {
	const struct board_words *words;
	const struct summary **waves;
	size_t wave_count;
	char hash[2 * SEAL_HASH + 1]; /* of the files; "" if there are none */
};
/*
 * Reads --words and --since.  What is wrong in the team's words goes to standard error;
 * ERR_INPUT: there was something, or a wave is none, or cannot be held against this survey.
 */
bool release_beside_read(const struct release_order *order, const struct form *form,
			 const struct survey *survey, struct release_beside *out,
			 struct arena *a, struct err *err) MUST_USE;

/* The SHA-256 of summary.json, in hexadecimal digits. */
bool release_print(const struct summary *s, char out[2 * SEAL_HASH + 1], struct arena *a,
		   struct err *err) MUST_USE;
/* The comma list checked against what was built, or NULL for all.  ERR_USAGE names the word. */
bool release_formats_good(const char *list, struct err *err) MUST_USE;
/* Whether a comma list names a format; NULL names all. */
bool formats_have(const char *list, const char *name);
/* Puts one file below a folder, which is made; *out_path: where, in the arena. */
bool export_file_write(const char *folder, const struct export_file *file, const char **out_path,
		       struct arena *a, struct err *err) MUST_USE;

/* ---- its files (release_files.c, release_folder.c) --------------------------------- */

struct release_files; /* written beside, and not yet in their place */
/* Removes what did not get its name. */
void release_files_free(struct release_files *f);
/*
 * Writes DIR/.<survey>.new-XXXXXX/..., synced, with README.txt, MANIFEST.json and SHA256SUMS;
 * summary.json is always among them.  entry: of the ledger; NULL for a draft.  Formats of the very
 * same release that are in DIR/<survey> already are taken along.  ERR_CREATE if another release is
 * there.
 */
struct release_files *release_files_write(const struct summary *summary,
					  const struct ledger_entry *entry,
					  const char *formats, const char *dir,
					  struct arena *a, struct err *err)
	OWNED_BY(release_files_free);
/* Gives them their names; what people put into the folder themselves stays. */
bool release_files_settle(struct release_files *f, const char ***out_paths,
			  size_t *out_count, struct arena *a, struct err *err) MUST_USE;

/* What stands in the folder of a release already (release_folder.c). */
enum folder_holds { FOLDER_NOTHING, FOLDER_THIS, FOLDER_DRAFT };
/* print: of the release that is to be written.  ERR_CREATE: another release, named. */
bool folder_look(const char *folder, const char *print, enum folder_holds *out,
		 struct arena *a, struct err *err) MUST_USE;
/*
 * Makes DIR/.<survey>.new-XXXXXX and holds it locked by *out_lock; folders like it whose makers
 * are dead are removed.
 */
char *folder_beside(const char *dir, const char *survey, int *out_lock, struct arena *a,
		    struct err *err);
void folder_remove(const char *folder); /* with all that is in it */

#endif
