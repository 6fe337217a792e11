/*
 * canvass demo [DIR]: the main job on one screen.  Makes a trial workspace if there is none,
 * opens its door, and shows an address, a QR code, where the summary lies, and what to try.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include "app/app.h"
#include "app/demo.h"
#include "app/door.h"
#include "out/out.h"
#include "summary/summary.h"

#define ANSWERS_MOST 10000000ul
#define SUMMARY_MOST (64u << 20)

struct showing {
	const char *dir;
	char code[STORE_CODE];
	struct demo_desk desk;
	struct arena *arena;
};

/* What DEMO_MANY leaves out, and what of the team's words a release had to do without. */
struct shows {
	bool before, words;
};

static struct shows
what_it_shows(const struct showing *s)
{
	struct shows out = { .before = false };
	struct err ignored = { .code = ERR_NONE };
	struct summary *told;
	SCOPED(buf) file;

	buf_init(&file, 0);
	out.before = file_there(
		path_join(s->arena, s->dir, "exports/" DEMO_BEFORE "/summary.json"));
	if (!file_read(
		    path_join(s->arena, s->dir, "exports/" DEMO_EARLIER "/summary.json"),
		    SUMMARY_MOST, &file, &ignored))
		return out;
	told = summary_read(file.data ? file.data : "", file.len, s->arena, &ignored);
	out.words = told && told->board && told->board->headline_count;
	return out;
}

/* One line of a command, with the first key behind it. */
static void
put_keyed(const struct showing *s, const char *command, struct buf *out)
{
	buf_printf(out,
		   "  canvass -C %s %s \\\n      --key %s/%s --passphrase-file %s/%s",
		   s->dir, command, s->dir, DEMO_KEY, s->dir, DEMO_PASS);
}

/* How the program was called does not tell how the reader would call it; this is what he types. */
static void
put_next_steps(const struct showing *s, struct buf *out)
{
	struct shows shows = what_it_shows(s);

	buf_printf(out, "Try next, in another terminal:\n");
	buf_printf(out, "  canvass -C %s poster make %s --size a3 -o poster.pdf\n", s->dir,
		   s->code);
	buf_printf(out, "  canvass -C %s slips %s --count 45 -o slips.pdf\n", s->dir, DEMO_OPEN);
	buf_printf(out, "  canvass -C %s link list %s\n", s->dir, DEMO_OPEN);
	buf_printf(out, "  canvass form show %s/forms/hampshire.yaml\n", s->dir);
	put_keyed(s, "code " DEMO_EARLIER " agree", out);
	buf_putc(out, '\n');
	put_keyed(s, "summary " DEMO_EARLIER, out);
	if (shows.before)
		buf_printf(out, " \\\n      --since %s/exports/%s/summary.json", s->dir,
			   DEMO_BEFORE);
	if (shows.words)
		buf_printf(out, " \\\n      --words %s/%s", s->dir, DEMO_WORDS);
	buf_putc(out, '\n');
	if (shows.before)
		buf_printf(out,
			   "  canvass compare %s/exports/%s/summary.json \\\n"
			   "      %s/exports/%s/summary.json\n",
			   s->dir, DEMO_BEFORE, s->dir, DEMO_EARLIER);
	buf_printf(out, "  canvass -C %s audit\n\n", s->dir);
}

static void
listening(const char *url, void *with)
{
	const struct showing *s = with;
	const char *address = arena_printf(s->arena, "%s/S/%s", url, s->code);
	bool here = strstr(url, "//127.") || strstr(url, "//localhost") ||
		    strstr(url, "//[::1]");
	struct buf out;

	buf_init(&out, 0);
	buf_printf(&out, "listening on %s\n\nThe survey, open and empty:\n\n  %s\n\n",
		   url, address);
	link_qr(address, isatty(STDOUT_FILENO), &out, s->arena);
	if (here)
		buf_puts(
			&out,
			"\nThis address works on this computer alone.  For phones, with this "
			"computer's\naddress on your network: canvass demo --listen "
			"ADDRESS:8080\n");
	buf_printf(
		&out,
		"\nThe report of an earlier wave, of invented answers; open it in a browser:\n\n"
		"  %s/exports/%s/summary.html\n\n",
		s->dir, DEMO_EARLIER);
	if (file_there(path_join(s->arena, s->dir, DEMO_POSTER)))
		buf_printf(&out,
			   "A poster for this survey, to look at or to print:\n\n  %s/" DEMO_POSTER
			   "\n\n",
			   s->dir);
	demo_desk_put(&s->desk, &out);
	put_next_steps(s, &out);
	buf_printf(
		&out,
		"Two keys that open the answers lie in %s, and their passphrases beside them, for\n"
		"this demonstration alone: in a real survey two people hold them, and neither is\n"
		"ever on this computer.  %s is the second person's: who codes blind\n"
		"(--coder second), and passes what the first has passed as a quote.\n"
		"Ctrl-C ends the demo; the folder stays, and canvass demo opens it again.\n",
		s->dir, DEMO_KEY_2);
	fwrite(out.data, 1, out.len, stdout);
	fflush(stdout);
	buf_free(&out);
}

/* 0.0.0.0 is no address for a phone: the first that this computer has on a network is. */
static void
own_address(const char *any, unsigned port, struct settings *s, struct arena *a)
{
	struct ifaddrs *all = NULL;
	char text[INET_ADDRSTRLEN];

	if (!str_same(any, "0.0.0.0") || !port || *s->value[SETTING_URL] ||
	    getifaddrs(&all) != 0)
		return;
	for (const struct ifaddrs *i = all; i; i = i->ifa_next) {
		struct sockaddr_in in;

		if (!i->ifa_addr || i->ifa_addr->sa_family != AF_INET ||
		    (i->ifa_flags & IFF_LOOPBACK))
			continue;
		memcpy(&in, i->ifa_addr, sizeof(in));
		if (!inet_ntop(AF_INET, &in.sin_addr, text, sizeof(text)))
			continue;
		s->value[SETTING_URL] = arena_printf(a, "http://%s:%u", text, port);
		break;
	}
	freeifaddrs(all);
}

static bool
take_order(const struct call *call, struct demo_order *out, struct err *err)
{
	unsigned long seed = 1, answers = 400;

	if (!flag_number(call, "seed", 0, 4294967295ul, &seed, err) ||
	    !flag_number(call, "answers", 0, ANSWERS_MOST, &answers, err))
		return false;
	out->seed = seed;
	out->answers = answers;
	return true;
}

static bool
make_once(const struct call *call, const struct demo_order *order, struct arena *a,
	  struct err *err)
{
	if (!file_there(path_join(a, order->dir, "canvass.db"))) {
		say("making a trial workspace in %s, with %zu invented answers",
		    order->dir, order->answers);
		return demo_make(order, err);
	}
	if (!file_there(path_join(a, order->dir, DEMO_PASS)))
		return err_set(
			err, ERR_CREATE,
			"%s is a workspace, but none that demo made; name another folder",
			order->dir);
	if (flag_value(call, "seed") || flag_value(call, "answers"))
		say("%s is there already: its answers stay as they are, without --seed and "
		    "--answers",
		    order->dir);
	return true;
}

/* The desk first, since the door has threads. */
static bool
show(const struct call *call, const struct settings *settings, const struct door_settings *door,
     struct showing *s, struct arena *a, struct err *err)
{
	const char *listen = flag_value(call, "desk");
	bool good;

	s->desk = (struct demo_desk){ .pid = -1, .url = "" };
	if (!listen)
		listen = settings->value[SETTING_DESK_LISTEN];
	if (!str_same(listen, "none") &&
	    !demo_desk_start(call, settings, listen, settings_url(settings, a), &s->desk, a, err))
		return false;
	good = door_run(door, err);
	demo_desk_stop(&s->desk);
	return good;
}

static bool
run(struct call *call, struct showing *s, struct arena *a, struct err *err)
{
	struct settings settings;
	struct door_settings door;

	if (!settings_read(call, &settings, a, err) ||
	    !door_prepare(call, &settings, &door, a, err))
		return false;
	own_address(door.address, door.port, &settings, a);
	if (!door_prepare(call, &settings, &door, a, err) ||
	    !demo_code(s->dir, s->code, err))
		return false;
	if (door.port) /* else the address is not known yet */
		demo_posters(call, &settings, s->code, a);
	door.listening = listening;
	door.with = s;
	return show(call, &settings, &door, s, a, err);
}

bool
cmd_demo(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct demo_order order = { .dir = call->args[0] };
	struct showing showing = { .arena = a };
	bool good;

	if (!order.dir)
		order.dir = path_join(a, call->dir, "canvass-demo");
	call->dir = showing.dir = order.dir; /* the workspace, from here on */
	good = take_order(call, &order, err) && make_once(call, &order, a, err) &&
	       (flag_value(call, "no-serve") || run(call, &showing, a, err));
	arena_free(a);
	return good;
}
