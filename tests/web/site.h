/*
 * A site to test against: a workspace with one open survey, its door in a child process, and a
 * raw client that sends exactly the bytes it is given.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_SITE_H
#define CANVASS_TEST_SITE_H

#include <sys/types.h>

#include "base/base.h"
#include "seal/seal.h"
#include "store/add.h"
#include "store/store.h"

#define SITE_SURVEY "pulse@w1"
#define SITE_ABOUT  "canvass record 1 " SITE_SURVEY

/* A form of one page: role, supported, change; without a check page, but marks are shown.  It has
 * one pattern of its own, for words as "Qownword". */
extern const char site_form[];

struct site {
	char dir[200], log[220];     /* the workspace; what the door wrote, outside it */
	char code[CODE_CHARS + 1];   /* an open link */
	char closed[CODE_CHARS + 1]; /* a closed one */
	unsigned char check_key[SEAL_KEY], slip_key[SEAL_KEY];
	struct secret_key *key;	     /* of the first of two recipients */
	unsigned padded, box_len;
	pid_t door; /* 0: none runs */
	unsigned port;
	const char *from; /* the client's own address; NULL: any */
};

/* First in each main(): the same program is run again as the door. */
void site_begin(int argc, char **argv);
/* Makes the workspace under $TMPDIR; dies if it cannot. */
void site_make(struct site *s, unsigned expected);
/* Draws so many slips, and their hashes in the same order. */
void site_draw(const struct site *s, char (*codes)[SLIP_CHARS + 1],
	       unsigned char (*hashes)[SLIP_BYTES], size_t n);
/* Opens the answers file as a command does; no door may run. */
struct answers_file *site_file(const struct site *s, struct store_lock **out_lock);
/* Ends the door, shows what it wrote, removes the workspace. */
void site_free(struct site *s);
/* Starts the door and waits until it listens.  port 0: a free one. */
bool site_start(struct site *s, unsigned port, struct err *err);
/* Sends a signal, waits, gives the exit status, or 256 + the signal (+ 512: a core). */
int site_stop(struct site *s, int signal);

/* ---- a raw client ---------------------------------------------------------------- */

struct heard {
	unsigned status; /* of the first reply; 0: none came */
	unsigned good;	 /* how many replies of status 200 stand in what came */
	bool closed;	 /* the server closed the connection */
	char *text;	 /* all that came, a NUL behind it; one buffer, used again */
	size_t len;
	const char *body; /* of the first reply */
};
int site_connect(const struct site *s);
/* Reads until the server closes, or until nothing came for so many ms. */
struct heard site_listen(int fd, unsigned ms);
/* Connects, sends, listens, closes. */
struct heard site_say(const struct site *s, const char *bytes, size_t len, unsigned ms);
/* Reads one whole reply (by its Content-Length) from a connection that stays open. */
struct heard site_hear(int fd, unsigned ms);
bool send_whole(int fd, const char *bytes, size_t len);
/* A form post with its head, on a connection that stays open.  Returns its length. */
size_t post_spell(char *out, size_t size, const char *code, const char *body);
/* An answer of one post, with its ticket and words. */
size_t answer_spell(char *out, size_t size, const struct site *s, const char *ticket,
		    const char *words);
/* The same by a slip, or another code. */
size_t answer_by(char *out, size_t size, const char *code, const char *ticket,
		 const char *words);
bool is_thanked(const struct heard *heard);
/* The value of a header of the first reply, copied; NULL: not there. */
const char *heard_header(const struct heard *heard, const char *name);

#endif
