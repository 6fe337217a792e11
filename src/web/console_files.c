/*
 * The style sheet and the small scripts of the desk, compiled in.  Their address bears a hash of
 * their bytes, so that a browser may keep them for good and never shows old ones.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>

#include "web/console_http.h"

extern const struct embedded public_files[];

enum { PUBLIC_MOST = 16 };
static char addresses[PUBLIC_MOST][64], hashes[PUBLIC_MOST][17];
static size_t count;

static void
hash_all(void)
{
	for (const struct embedded *f = public_files; f->name && count < PUBLIC_MOST;
	     f++) {
		unsigned char hash[8];

		digest_blake2b(hash, sizeof(hash), f->data, f->len);
		hex_encode(hashes[count], sizeof(hashes[0]), hash, sizeof(hash));
		snprintf(addresses[count], sizeof(addresses[0]), "/public/%s?v=%s",
			 f->name, hashes[count]);
		count++;
	}
}

static size_t
file_find(const char *name)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	size_t i = 0;

	pthread_once(&once, hash_all);
	while (i < count && !str_same(public_files[i].name, name))
		i++;
	return i;
}

const char *
public_address(const char *name)
{
	size_t at = file_find(name);

	if (at == count)
		die("there is no public file %s", name);
	return addresses[at];
}

static const char *
type_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && str_same(dot, ".css") ? "text/css; charset=utf-8"
					    : "text/javascript; charset=utf-8";
}

/* Only the version that was asked for lasts: an old address gets today's bytes for once. */
struct console_reply *
console_public(const char *name, const char *version, struct arena *a)
{
	size_t at = file_find(name);
	struct console_reply *reply;

	if (at == count)
		return NULL;
	reply = arena_one(a, struct console_reply);
	*reply = (struct console_reply){
		.status = 200,
		.type = type_of(name),
		.body = public_files[at].data,
		.len = public_files[at].len,
		.etag = hashes[at],
		.lasting = version && str_same(version, hashes[at]),
	};
	return reply;
}
