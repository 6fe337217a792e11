/*
 * The only door to libsodium: recipients' keys, sealed boxes, tickets, drafts, hashes.
 *
 * Knows no form and no file: bytes in, bytes out.  Secrets live in locked memory and are wiped
 * when they are freed.  Nothing that this floor seals for a recipient can it open without
 * that recipient's key.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SEAL_H
#define CANVASS_SEAL_H

#include "base/base.h"

enum {
	SEAL_PUBLIC = 32,     /* bytes of a public key */
	SEAL_KEY = 32,	      /* of a symmetric key */
	SEAL_RECIPIENTS = 8,  /* at most */
	TICKET_BYTES = 16,
	TICKET_CHARS = 26,    /* base32 */
	ANSWER_ID = 16,
	SEAL_HASH = 32,
};

/* Call once before all else; dies if libsodium cannot start. */
void seal_start(void);

/* Locked, guarded memory for secrets; freed and wiped by secret_free (NULL is fine). */
void secret_free(void *secret);
void *secret_new(size_t size) OWNED_BY(secret_free);
void secret_wipe(void *at, size_t len);
/* Whether the system lets us keep secrets out of swap (for doctor); they work all the same. */
bool secret_locked(void);
bool secret_same(const void *a, const void *b, size_t len); /* in constant time */

/* BLAKE2b-256; key may be NULL. */
void seal_hash(unsigned char out[SEAL_HASH], const void *data, size_t len,
	       const unsigned char *key, size_t key_len);
/* SHA-256, where a browser asks for it: the hash sources of a page's policy. */
void seal_sha256(unsigned char out[SEAL_HASH], const void *data, size_t len);

/* ---- recipients' keys (seal/key.c) ------------------------------------------------- */

struct recipient { /* an X25519 public key */
	unsigned char key[SEAL_PUBLIC];
};
struct secret_key; /* opaque, in locked memory */
void secret_key_free(struct secret_key *k);
void secret_key_public(const struct secret_key *k, struct recipient *out);

/*
 * Makes a pair.  *out_secret gets the text of the key file, the secret half wrapped by the
 * passphrase (Argon2id 64 MiB, 3 passes; XChaCha20-Poly1305); *out_public the text of FILE.pub.
 */
bool key_make(const char *passphrase, size_t len, struct buf *out_secret,
	      struct buf *out_public, struct err *err) MUST_USE;
/* Opens the text of a key file.  Wrong passphrase: ERR_DENIED; damaged, cut short or foreign:
 * ERR_INPUT, saying which. NULL on failure. */
struct secret_key *key_open(const char *text, size_t text_len, const char *passphrase, size_t len,
			    struct err *err) OWNED_BY(secret_key_free);
/* Reads the text of a FILE.pub (ERR_INPUT if it is none; says so if it is a secret file). */
bool recipient_parse(const char *text, size_t len, struct recipient *out, struct err *err) MUST_USE;
void recipient_text(const struct recipient *r, char *out, size_t size); /* one line; size >= 64 */
/*
 * A key that two holders have in common and nobody else can know: BLAKE2b over the point that
 * X25519 gives both, both public keys in the order from, to, and label.  k must be one of the two
 * (both, if somebody writes to himself).  So the two directions have keys of their own.
 * ERR_INPUT: the other is no usable key.
 */
bool secret_key_shared(const struct secret_key *k, const struct recipient *from,
		       const struct recipient *to, const char *label,
		       unsigned char out[SEAL_KEY], struct err *err) MUST_USE;
/* A short fingerprint of a list of recipients in any order, e.g. "3f2a 9c01 77de 1b40". */
void recipients_fingerprint(const struct recipient *list, size_t n, char out[24]);

/* ---- boxes (seal/box.c) ------------------------------------------------------------ */

/* Size of a box for n recipients that holds up to `padded` bytes of data: all boxes of a survey
 * have one size. */
size_t box_size(size_t padded, size_t n);
/* The most `padded` for which the box for n recipients fits `room` bytes; 0: none does. */
size_t box_room(size_t room, size_t n);

/*
 * Pads data to `padded` bytes, encrypts it with a fresh key (XChaCha20-Poly1305; `about` is
 * authenticated: survey, wave and format), seals that key to each recipient, wipes it.
 * box: box_size(padded, n) bytes.  False (ERR_INPUT) if data is longer than padded allows.
 */
bool box_seal(unsigned char *box, size_t padded, const void *data, size_t len, const char *about,
	      const struct recipient *list, size_t n, struct err *err) MUST_USE;
/* Opens a box with one key; appends the clear text, without padding, to out (wiped by the
 * caller).  ERR_DENIED if it is sealed to other keys, ERR_INPUT if it is damaged. */
bool box_open(const unsigned char *box, size_t box_len, const char *about,
	      const struct secret_key *key, struct buf *out, struct err *err) MUST_USE;
/* To how many recipients it says it is sealed, which no box that opens can be wrong about; 0: it is
 * no box. */
unsigned box_recipients(const unsigned char *box, size_t box_len);
/*
 * The same as box_open, and a key made of the box's content key: one for all recipients, another
 * for each box, and nothing that can be seen of the box from outside leads to it.  Names of what
 * lies in a box are made with it.
 */
bool box_open_naming(const unsigned char *box, size_t box_len, const char *about,
		     const struct secret_key *key, struct buf *out,
		     unsigned char naming[SEAL_KEY], struct err *err) MUST_USE;

/* ---- tickets (seal/ticket.c) ------------------------------------------------------- */

/* 128 random bits as 26 characters of Crockford's base32 and a NUL. */
void ticket_new(char out[TICKET_CHARS + 1]);
/* Shape only (any case): exactly 26 characters of the alphabet.  The last one's two
 * spare bits are not looked at: four texts are one ticket. */
bool ticket_read(const char *text, unsigned char out[TICKET_BYTES]) MUST_USE;
/* An answer's id: BLAKE2b of the ticket, keyed with the survey's ticket key. */
void ticket_id(const unsigned char ticket[TICKET_BYTES], const unsigned char key[SEAL_KEY],
	       unsigned char out[ANSWER_ID]);

/* ---- drafts (seal/draft.c) --------------------------------------------------------- */

/* Seals a draft as URL-safe base64 text; `about`: the survey's name; bound to the ticket too. */
bool draft_seal(const void *data, size_t len, const char *about,
		const unsigned char ticket[TICKET_BYTES], const unsigned char key[SEAL_KEY],
		struct buf *out) MUST_USE;
/* False if it is damaged, of another survey or ticket, or no draft at all. */
bool draft_open(const char *text, size_t len, const char *about,
		const unsigned char ticket[TICKET_BYTES], const unsigned char key[SEAL_KEY],
		struct buf *out) MUST_USE;

/* ---- people at the desk (seal/password.c; seal/totp.c, the only door to liboath) ----- */

enum { TOTP_BYTES = 20, TOTP_STEP = 30 /* seconds */ };
/* A text that password_right knows again: Argon2id, 64 MiB, 3 passes.  Appended to out.  0.2 s
 * and 64 MiB: one at a time.  ERR_UNAVAILABLE: no memory. */
bool password_make(const char *passphrase, size_t len, struct buf *out, struct err *err) MUST_USE;
/* kept: NULL takes as long and is false, so that nobody learns which names there are. */
bool password_right(const char *kept, const char *passphrase, size_t len);
/*
 * RFC 6238, SHA-1, six digits, 30 s, one step each way.  now: seconds since 1970.  *out_step: the
 * time step of the code, so that each is used once.  Blanks in the typed code are dropped.
 */
bool totp_right(const unsigned char secret[TOTP_BYTES], const char *typed, int64_t now,
		uint64_t *out_step) MUST_USE;
/* The code of a moment, for tests and `user`: 7 bytes. */
void totp_code(const unsigned char secret[TOTP_BYTES], int64_t now, char out[7]);
/* "otpauth://totp/canvass:NAME?secret=BASE32&issuer=canvass", and the secret alone. */
void totp_address(const unsigned char secret[TOTP_BYTES], const char *name, struct buf *out);
void totp_text(const unsigned char secret[TOTP_BYTES], char out[40]);

/* ---- link codes and check words (seal/code.c) -------------------------------------- */

enum { CODE_CHARS = 8 };
/* Check value of len symbols, each 0..31 (posters: a sum in the field of 32 elements). */
unsigned code_check(const unsigned char *symbols, size_t len);
/* A new random code with its check character, never one that reads as a rude or painful word. */
void code_new(char out[CODE_CHARS + 1]);
/* What somebody typed: capitals, blanks and dashes dropped, I L O U read as 1 1 0 V. */
bool code_read(const char *typed, char out[CODE_CHARS + 1]) MUST_USE;
/* "K7QX 3MRR" */
void code_pretty(const char *code, char out[CODE_CHARS + 2]);
/*
 * Slips: codes for one answer each (seal/slip.c).  Sixteen characters, the last a check.  A
 * survey's slips are known by a keyed hash alone; its key is made of the check-word key.
 */
enum { SLIP_CHARS = 16, SLIP_HASH = 16 };
void slip_key(const unsigned char check_key[SEAL_KEY], unsigned char out[SEAL_KEY]);
/*
 * 60 random bits, 15 of a keyed mark that nobody without the key can tell from chance, and the
 * check; drawn again where a refused word is in it.
 */
void slip_new(const unsigned char key[SEAL_KEY], char out[SLIP_CHARS + 1]);
/* As code_read, for sixteen characters. */
bool slip_read(const char *typed, char out[SLIP_CHARS + 1]) MUST_USE;
/*
 * Whether a code may be a slip of the survey: true of all its slips, used ones too, and of one
 * foreign code in 32,768.  So a used slip is told from a mistyped one though nothing of it is kept.
 */
bool slip_mine(const char *code, const unsigned char key[SEAL_KEY]);
void slip_hash(const char *code, const unsigned char key[SEAL_KEY], unsigned char out[SLIP_HASH]);
/* "K7QX 3MRR 7Y2H 9CT0" */
void slip_pretty(const char *code, char out[SLIP_CHARS + 4]);

/* The two words of a code under the survey's check-word key, e.g. "amber ferry". */
void check_words(const char *code, const unsigned char key[SEAL_KEY], char *out, size_t size);

#endif
