/*
 * The desk as a whole: starts in an order that leaves nothing half done, listens, stops so that
 * every key is wiped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "desk/internal.h"

/* No core file ever holds a key or an opened answer, and no other process reads this one. */
static void
process_harden(void)
{
	const struct rlimit none = { 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
#ifdef M_PERTURB
	/* What is freed is written over at once: the library's buffers too, where answers were. */
	mallopt(M_PERTURB, 0xa5);
#endif
}

/* The one thread that waits for them is console_run's; all others are begun after this. */
static void
signals_block(void)
{
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
}

static struct console_reply *
answer(void *with, const struct console_request *request, struct arena *a)
{
	return gate_answer(with, request, a);
}

static struct console_reply *
refuse(void *with, unsigned status, struct arena *a)
{
	return frame_refuse(with, status, a);
}

/* A session that nobody uses ends all the same, and its keys with it. */
static void
tick(void *with)
{
	struct desk *desk = with;

	sessions_sweep(desk->sessions, gate_now());
}

static void
listening(const char *url, void *with)
{
	const struct desk *desk = with;

	if (desk->settings->listening)
		desk->settings->listening(url, desk->settings->with);
}

static bool
desk_start(struct desk *desk, struct err *err)
{
	const char *dir = desk->settings->dir;
	struct store *st;

	if (!keys_read(desk, err))
		return false;
	/* Opened and let go: says in words of its own what is wrong with a workspace. */
	st = store_open(dir, STORE_READS, err);
	if (!st)
		return false;
	store_close(st);
	desk->people = desk_store_open(dir, err);
	if (!desk->people)
		return false;
	desk->sessions = sessions_new();
	gate_open(desk);
	return true;
}

static bool
desk_listen(struct desk *desk, struct err *err)
{
	const struct desk_settings *settings = desk->settings;
	struct console_settings console = { .certificate = settings->certificate,
					    .key_pem = settings->key_pem,
					    .listening = listening,
					    .answer = answer,
					    .refuse = refuse,
					    .tick = tick,
					    .with = desk };
	char address[64];
	bool good;

	if (!listen_split(settings->listen, address, sizeof(address), &console.port, err))
		return false;
	console.address = address;
	console.host_count =
		settings_hosts(settings->settings, console.hosts, desk->arena);
	room_follow_start(desk, settings->dir);
	good = console_run(&console, err);
	room_follow_stop();
	return good;
}

bool
desk_run(struct desk_settings *settings, struct err *err)
{
	struct desk desk = { .settings = settings,
			     .force = settings->settings->value[SETTING_FORCE],
			     .tls = settings->certificate != NULL };
	bool good;

	seal_start();
	process_harden();
	signals_block();
	desk.arena = arena_new(0);
	keys_init(&desk);
	good = desk_start(&desk, err) && desk_listen(&desk, err);
	sessions_free(desk.sessions);
	gate_close(&desk);
	desk_store_close(desk.people);
	keys_done(&desk);
	arena_free(desk.arena);
	prctl(PR_SET_DUMPABLE, 1); /* all secrets are wiped */
	return good;
}
