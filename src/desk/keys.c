/*
 * Keys of a sitting: a person unlocks one by its passphrase on a page, it lives in locked memory
 * for that session alone, and is wiped at its end.  With a passphrase file the desk has one of
 * its own, for everybody.  None ever leaves the process.
 *
 * All that are unlocked stand in one list of the desk, so that the rooms' follower, which has no
 * session, can borrow one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/internal.h"

#define KEY_FILE_MOST 65536

struct unlocked {
	struct unlocked *next;
	struct secret_key *key;
	struct recipient public;
	const struct sitting *of; /* NULL: the desk's own */
	unsigned which;		  /* of desk->keys */
	unsigned borrowed;
	bool ending; /* its sitting is gone: wiped when it is given back */
};

/* ---- the desk's list ---------------------------------------------------------- */

static void
unlocked_free(struct unlocked *u)
{
	secret_key_free(u->key);
	free(u);
}

/* Takes the key over. */
static void
list_add(struct desk *desk, const struct sitting *of, unsigned which,
	 struct secret_key *key)
{
	struct unlocked *u = mem_new(1, sizeof(*u));

	u->key = key;
	u->of = of;
	u->which = which;
	secret_key_public(key, &u->public);
	pthread_mutex_lock(&desk->keys_lock);
	u->next = desk->unlocked;
	desk->unlocked = u;
	pthread_mutex_unlock(&desk->keys_lock);
}

static void
list_drop(struct desk *desk, const struct sitting *of)
{
	struct unlocked **at = &desk->unlocked, *u;

	pthread_mutex_lock(&desk->keys_lock);
	while ((u = *at)) {
		if (u->of != of || u->ending) {
			at = &u->next;
		} else if (u->borrowed) {
			u->ending = true;
			u->of = NULL;
		} else {
			*at = u->next;
			unlocked_free(u);
		}
	}
	pthread_mutex_unlock(&desk->keys_lock);
}

static bool
is_one_of(const struct unlocked *u, const unsigned char (*recipients)[STORE_KEY],
	  size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!memcmp(u->public.key, recipients[i], STORE_KEY))
			return true;
	return false;
}

static const struct sitting *
sitting_of(const struct desk_visit *v)
{
	return v->session ? &v->session->sitting : NULL;
}

const struct secret_key *
desk_key(struct desk_visit *v, const unsigned char (*recipients)[STORE_KEY], size_t n)
{
	const struct sitting *mine = sitting_of(v);
	const struct secret_key *found = NULL;
	struct unlocked *u;

	pthread_mutex_lock(&v->desk->keys_lock);
	for (u = v->desk->unlocked; u && !found; u = u->next)
		if (!u->ending && (!u->of || u->of == mine) &&
		    is_one_of(u, recipients, n))
			found = u->key;
	pthread_mutex_unlock(&v->desk->keys_lock);
	return found;
}

const struct secret_key *
desk_key_borrow(struct desk *d, const unsigned char (*recipients)[STORE_KEY], size_t n)
{
	const struct secret_key *found = NULL;

	pthread_mutex_lock(&d->keys_lock);
	for (struct unlocked *u = d->unlocked; u && !found; u = u->next)
		if (!u->ending && is_one_of(u, recipients, n)) {
			u->borrowed++;
			found = u->key;
		}
	pthread_mutex_unlock(&d->keys_lock);
	return found;
}

void
desk_key_return(struct desk *d, const struct secret_key *k)
{
	struct unlocked **at = &d->unlocked, *u;

	pthread_mutex_lock(&d->keys_lock);
	while ((u = *at) && u->key != k)
		at = &u->next;
	if (u && --u->borrowed == 0 && u->ending) {
		*at = u->next;
		unlocked_free(u);
	}
	pthread_mutex_unlock(&d->keys_lock);
}

unsigned
keys_unlocked(const struct desk_visit *v)
{
	const struct sitting *mine = sitting_of(v);
	unsigned bits = 0;

	pthread_mutex_lock(&v->desk->keys_lock);
	for (struct unlocked *u = v->desk->unlocked; u; u = u->next)
		if (!u->ending && (!u->of || u->of == mine))
			bits |= 1u << u->which;
	pthread_mutex_unlock(&v->desk->keys_lock);
	return bits;
}

/* ---- unlocking ---------------------------------------------------------------- */

/* 0, 0, 1, 2, 4 ... 60 seconds: whoever mistypes is not held up, whoever guesses is. */
static unsigned
wait_after(unsigned wrong)
{
	unsigned seconds = wrong < 3 ? 0 : 1u << (wrong < 9 ? wrong - 3 : 6);

	return seconds > 60 ? 60 : seconds;
}

unsigned
keys_wait(struct desk_visit *v)
{
	struct sitting *mine = &v->session->sitting;
	uint64_t now = clock_ms();
	unsigned left = 0;

	pthread_mutex_lock(&v->desk->keys_lock);
	if (mine->wait_until > now)
		left = (unsigned)((mine->wait_until - now + 999) / 1000);
	pthread_mutex_unlock(&v->desk->keys_lock);
	return left;
}

static void
note_try(struct desk_visit *v, bool right)
{
	struct sitting *mine = &v->session->sitting;

	pthread_mutex_lock(&v->desk->keys_lock);
	mine->wrong = right ? 0 : mine->wrong + 1;
	mine->wait_until = clock_ms() + 1000ull * wait_after(mine->wrong);
	pthread_mutex_unlock(&v->desk->keys_lock);
}

bool
keys_unlock(struct desk_visit *v, unsigned which, const char *passphrase, struct err *err)
{
	struct desk *desk = v->desk;
	const struct key_file *file = &desk->keys[which];
	struct err why = { .code = ERR_NONE };
	struct secret_key *key;

	if (keys_unlocked(v) & 1u << which)
		return true;
	desk_heavy_begin(v); /* 64 MiB each */
	key = key_open(file->text.data ? file->text.data : "", file->text.len, passphrase,
		       strlen(passphrase), &why);
	desk_heavy_end(v);
	if (key || why.code == ERR_DENIED)
		note_try(v, key != NULL);
	/* A sitting whose log cannot be written unlocks nothing. */
	if (key && !desk_act(v, "key unlocked", file->name, "", &why)) {
		secret_key_free(key);
		key = NULL;
	}
	if (!key) {
		if (err)
			*err = why;
		return false;
	}
	v->session->sitting.desk = desk;
	list_add(desk, &v->session->sitting, which, key);
	return true;
}

/* ---- things that belong to a sitting ------------------------------------------ */

struct kept {
	struct kept *next;
	char *name;
	void *what;
	void (*free_it)(void *);
};

void
sitting_init(struct sitting *sitting)
{
	pthread_mutexattr_t kind;

	*sitting = (struct sitting){ 0 };
	pthread_mutexattr_init(&kind);
	pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&sitting->hold, &kind);
	pthread_mutexattr_destroy(&kind);
}

static void
kept_free(struct kept *k)
{
	if (k->what && k->free_it)
		k->free_it(k->what);
	free(k->name);
	free(k);
}

void
sitting_wipe(struct sitting *sitting)
{
	struct kept *k;

	while ((k = sitting->kept)) {
		sitting->kept = k->next;
		kept_free(k);
	}
	if (sitting->desk)
		list_drop(sitting->desk, sitting);
	pthread_mutex_destroy(&sitting->hold);
}

void
desk_hold(struct desk_visit *v)
{
	pthread_mutex_lock(&v->session->sitting.hold);
}

void
desk_let(struct desk_visit *v)
{
	pthread_mutex_unlock(&v->session->sitting.hold);
}

static struct kept **
kept_find(struct desk_visit *v, const char *name)
{
	struct kept **at = &v->session->sitting.kept;

	while (*at && !str_same((*at)->name, name))
		at = &(*at)->next;
	return at;
}

void *
desk_kept(struct desk_visit *v, const char *name)
{
	struct kept *k = *kept_find(v, name);

	return k ? k->what : NULL;
}

void
desk_keep(struct desk_visit *v, const char *name, void *what, void (*free_it)(void *))
{
	struct kept **at = kept_find(v, name), *k = *at;

	if (k) {
		*at = k->next;
		kept_free(k);
	}
	if (!what)
		return;
	k = mem_new(1, sizeof(*k));
	k->name = mem_new(1, strlen(name) + 1);
	memcpy(k->name, name, strlen(name) + 1);
	k->what = what;
	k->free_it = free_it;
	k->next = v->session->sitting.kept;
	v->session->sitting.kept = k;
}

void
desk_heavy_begin(struct desk_visit *v)
{
	pthread_mutex_lock(&v->desk->heavy);
}

void
desk_heavy_end(struct desk_visit *v)
{
	pthread_mutex_unlock(&v->desk->heavy);
}

/* ---- start and end ------------------------------------------------------------ */

void
keys_init(struct desk *desk)
{
	pthread_mutexattr_t kind;

	pthread_mutex_init(&desk->keys_lock, NULL);
	pthread_mutexattr_init(&kind);
	pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&desk->heavy, &kind);
	pthread_mutexattr_destroy(&kind);
}

bool
keys_read(struct desk *desk, struct err *err)
{
	const struct desk_settings *settings = desk->settings;

	if (settings->open_key) /* ours to wipe, whatever comes */
		list_add(desk, NULL, 0, settings->open_key);
	for (size_t i = 0; i < settings->key_count; i++) {
		const char *path = settings->keys[i], *slash = strrchr(path, '/');
		struct key_file *file = &desk->keys[i];
		struct recipient r;

		buf_init(&file->text, 0);
		file->name = arena_str(desk->arena, slash ? slash + 1 : path);
		desk->key_count = i + 1;
		if (!file_read_named(settings->call, path, KEY_FILE_MOST, &file->text,
				     err))
			return err_add(err, "--key");
		if (file->text.len &&
		    recipient_parse(file->text.data, file->text.len, &r, NULL))
			return err_set(err, ERR_INPUT,
				       "--key %s is the public half; give the wrapped "
				       "secret, without .pub",
				       path);
	}
	return true;
}

void
keys_done(struct desk *desk)
{
	struct unlocked *u;

	while ((u = desk->unlocked)) {
		desk->unlocked = u->next;
		unlocked_free(u);
	}
	for (size_t i = 0; i < desk->key_count; i++)
		buf_free(&desk->keys[i].text);
	pthread_mutex_destroy(&desk->heavy);
	pthread_mutex_destroy(&desk->keys_lock);
}
