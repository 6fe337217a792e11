/*
 * canvass audit: what a workspace stores, byte class by byte class, and whether something lies
 * there that should not: markers, logs left behind, files that others may read, dumps.
 *
 * It reads database files byte by byte, which is safe only because SQLite has none of them open
 * in this process by then: closing a second descriptor would drop SQLite's locks.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/audit.h"
#include "live/live.h"
#include "store/read.h"
#include "store/room.h"
#include "web/hatch.h"

#define DEPTH_MOST 12

struct audit {
	const struct call *call;
	struct arena *arena;
	struct markers *markers;
	bool running; /* a door */
	struct survey *surveys;
	size_t survey_count;
	struct room *rooms;
	size_t room_count;
	size_t files, findings, notes;
	struct buf found, noted; /* lines, or JSON objects with commas between */
	const char *now;	 /* the file looked at */
};

static void
put_line(struct audit *a, struct buf *to, const char *path, const char *words)
{
	if (!a->call->json) {
		buf_printf(to, "  %s: %s\n", path, words);
		return;
	}
	buf_puts(to, to->len ? ",\n  {\"path\": " : "\n  {\"path\": ");
	json_put(to, path);
	buf_puts(to, ", \"words\": ");
	json_put(to, words);
	buf_putc(to, '}');
}

static void
finding(struct audit *a, const char *path, const char *words)
{
	a->findings++;
	put_line(a, &a->found, path, words);
}

static void
note(struct audit *a, const char *path, const char *words)
{
	a->notes++;
	put_line(a, &a->noted, path, words);
}

static void
marker_found(void *with, const char *marker, const char *shape)
{
	struct audit *a = with;

	finding(a, a->now,
		arena_printf(a->arena, "holds the marker \"%s\" (%s)", marker, shape));
}

/* ---- single files ---------------------------------------------------------------- */

static const char *
suffix_of(const char *name, size_t *out_len)
{
	static const char *const suffixes[] = { ".db", ".db-wal", ".db-shm",
						".db-journal", ".db.left" };
	size_t len = strlen(name);

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		size_t tail = strlen(suffixes[i]);

		if (len > tail && str_same(name + len - tail, suffixes[i])) {
			*out_len = len - tail;
			return suffixes[i];
		}
	}
	return NULL;
}

/* Whether the name, without its suffix, is that of a survey's or a room's step's file. */
static bool
answers_known(const struct audit *a, const char *name, size_t len)
{
	for (size_t i = 0; i < a->survey_count; i++)
		if (strlen(a->surveys[i].name) == len &&
		    memcmp(a->surveys[i].name, name, len) == 0)
			return true;
	for (size_t i = 0; i < a->room_count; i++)
		for (unsigned step = 1; step < ROOM_STEPS; step++) {
			char file[SURVEY_NAME];

			room_file(a->rooms[i].name, step, file);
			if (strlen(file) == len && memcmp(file, name, len) == 0)
				return true;
		}
	return false;
}

static void
check_answers_name(struct audit *a, const char *path, const char *name,
		   const struct stat *st)
{
	size_t len = 0;
	const char *suffix = suffix_of(name, &len);

	if (str_same(name, "lock") || str_same(name, "reserve") ||
	    str_same(name, "door.sock"))
		return;
	if (!suffix || !answers_known(a, name, len))
		finding(a, path,
			"a stray file: it belongs to no survey and no room of this workspace");
	else if (!str_same(suffix, ".db") && !str_same(suffix, ".db-shm") &&
		 !str_same(suffix, ".db.left") && st->st_size && !a->running)
		finding(a, path,
			"a log that was left behind, and shows in which order answers came; start "
			"and stop the door once, which empties it");
}

/* Whether the file begins as a dump of memory, or as a recipient's secret key. */
static void
check_content(struct audit *a, const char *path)
{
	static const char secret[] = "canvass secret key";
	unsigned char head[32] = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	uint16_t type;
	ssize_t got;

	if (fd < 0)
		return; /* the search says it */
	got = read(fd, head, sizeof(head));
	close(fd);
	if (got < (ssize_t)sizeof(head))
		return;
	memcpy(&type, head + EI_NIDENT, sizeof(type));
	if (memcmp(head, ELFMAG, SELFMAG) == 0 && type == ET_CORE)
		finding(a, path, "a dump of a program's memory: remove it");
	if (memcmp(head, secret, sizeof(secret) - 1) == 0)
		note(a, path,
		     "a recipient's secret key lies on this computer: in a real survey it "
		     "never should");
}

static void
check_mode(struct audit *a, const char *path, const char *inside, const struct stat *st)
{
	bool private = str_starts(inside, "canvass.db") ||
		       str_starts(inside, "desk.db") || str_starts(inside, "answers");

	if (st->st_mode & S_IWOTH)
		finding(a, path, "anybody on this computer may write it: chmod o-w");
	else if (private && st->st_mode & (S_IROTH | S_IXOTH))
		finding(a, path, "anybody on this computer may read it: chmod o-rwx");
}

static void
check_top_name(struct audit *a, const char *path, const char *inside, bool folder)
{
	static const char *const known[] = { "canvass.yaml", "canvass.db",     "desk.db", "forms",
					     "exports",	     "answers",	       "demo.key",
					     "demo.key.pub", "demo.passphrase" };

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (str_same(known[i], inside))
			return;
	if (str_same(inside, "canvass.db-journal") || str_same(inside, "desk.db-journal")) {
		if (!a->running)
			note(a, path,
			     "a command was interrupted; the next one sets it right");
		return;
	}
	note(a, path,
	     folder ? "a folder that is not canvass's" : "a file that is not canvass's");
}

/* ---- the walk -------------------------------------------------------------------- */

static void walk(struct audit *a, const char *path, const char *inside, unsigned depth);

/* inside: the path as seen from the workspace. */
static void
look_at(struct audit *a, const char *path, const char *inside, unsigned depth)
{
	const char *name = strrchr(inside, '/') ? strrchr(inside, '/') + 1 : inside;
	struct err err = { .code = ERR_NONE };
	struct stat st;

	if (lstat(path, &st) != 0) {
		if (errno != ENOENT) /* a log may go while we look */
			finding(a, path, strerror(errno));
		return;
	}
	a->now = path;
	markers_search_name(a->markers, inside, marker_found, a);
	if (!S_ISLNK(st.st_mode))
		check_mode(a, path, inside, &st);
	if (!strchr(inside, '/'))
		check_top_name(a, path, inside, S_ISDIR(st.st_mode));
	if (str_starts(inside, "answers/"))
		check_answers_name(a, path, name, &st);
	if (S_ISLNK(st.st_mode))
		note(a, path, "a link to elsewhere, which was not followed");
	if (S_ISDIR(st.st_mode) && depth < DEPTH_MOST)
		walk(a, path, inside, depth + 1);
	if (!S_ISREG(st.st_mode))
		return;
	a->files++;
	check_content(a, path);
	if (!markers_search(a->markers, path, marker_found, a, &err) &&
	    err.code != ERR_MISSING)
		finding(a, path,
			arena_printf(a->arena, "could not be searched: %s", err.text));
}

static int
by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

static void
walk(struct audit *a, const char *path, const char *inside, unsigned depth)
{
	DIR *dir = opendir(path);
	const char **names = NULL;
	size_t count = 0;
	struct dirent *entry;

	if (!dir) {
		finding(a, path, strerror(errno));
		return;
	}
	while ((entry = readdir(dir))) {
		if (str_same(entry->d_name, ".") || str_same(entry->d_name, ".."))
			continue;
		names = mem_grow(names, count + 1, sizeof(*names));
		names[count++] = arena_str(a->arena, entry->d_name);
	}
	closedir(dir);
	if (count)
		qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count; i++)
		look_at(a, path_join(a->arena, path, names[i]),
			*inside ? path_join(a->arena, inside, names[i]) : names[i],
			depth);
	free(names);
}

/* ---- surveys --------------------------------------------------------------------- */

static void
check_survey(struct audit *a, const struct survey *s)
{
	const char *path = arena_printf(a->arena, "answers/%s.db", s->name);
	struct answers_state state;
	struct err err = { .code = ERR_NONE };

	if (s->unconfirmed)
		note(a, s->name, "a rehearsal: nobody has shown that its keys work");
	if (s->opened < 0)
		return;
	if (!answers_look(a->call->dir, s->name, &state, &err)) {
		finding(a, path, err.text);
		return;
	}
	if (s->state == SURVEY_CLOSED && !state.ticket_gone) {
		if (a->running)
			note(a, path,
			     "closed a moment ago: the door destroys its keys ten minutes on");
		else
			finding(a, path,
				arena_printf(
					a->arena,
					"closed, but its keys are still there; canvass "
					"survey close %s destroys them",
					s->name));
	}
}

/* ---- rooms ----------------------------------------------------------------------- */

static void
check_step(struct audit *a, const struct room *room, unsigned step)
{
	char file[SURVEY_NAME];
	const char *path;
	struct answers_state state;
	struct err err = { .code = ERR_NONE };

	room_file(room->name, step, file);
	path = arena_printf(a->arena, "answers/%s.db", file);
	if (!answers_look(a->call->dir, file, &state, &err)) {
		if (err.code != ERR_MISSING) /* made by the door, when the step opens */
			finding(a, path, err.text);
		return;
	}
	if ((!room->closed && room->steps[step].state == STEP_OPEN) || state.ticket_gone)
		return;
	if (a->running)
		note(a, path, "closed a moment ago: the door destroys its keys");
	else
		finding(a, path,
			arena_printf(a->arena,
				     "closed, but its keys are still there; start the door, "
				     "or close the room: canvass room close %s",
				     room->name));
}

static void
check_room(struct audit *a, const struct room *room)
{
	if (room->invented)
		note(a, room->name, "a rehearsal: what leaves it says so");
	for (unsigned step = 1; step < ROOM_STEPS; step++)
		check_step(a, room, step);
}

static bool
read_surveys(struct audit *a, struct err *err)
{
	struct store *st = store_open(a->call->dir, STORE_READS, err);
	bool good = st && survey_all(st, &a->surveys, &a->survey_count, a->arena, err) &&
		    room_all(st, true, &a->rooms, &a->room_count, a->arena, err);

	store_close(st);
	return good;
}

/* ---- the report ------------------------------------------------------------------ */

static void
put_classes(const struct audit *a, const char *title, const struct byte_class *list,
	    size_t count, struct buf *out)
{
	if (!a->call->json)
		buf_printf(out, "%s\n", title);
	for (size_t i = 0; i < count; i++) {
		if (!a->call->json) {
			buf_printf(out, "  %-28s %s\n  %-28s   read by: %s\n",
				   list[i].where, list[i].what, "", list[i].who);
			continue;
		}
		buf_puts(out, out->data[out->len - 1] == '[' ? "\n  {\"where\": "
							     : ",\n  {\"where\": ");
		json_put(out, list[i].where);
		buf_puts(out, ", \"what\": ");
		json_put(out, list[i].what);
		buf_puts(out, ", \"read_by\": ");
		json_put(out, list[i].who);
		buf_putc(out, '}');
	}
}

static void
put_report(const struct audit *a, struct buf *out)
{
	const char *found = a->found.data ? a->found.data : "";
	const char *noted = a->noted.data ? a->noted.data : "";

	if (a->call->json)
		buf_puts(out, "{\"classes\": [");
	put_classes(a, "What is stored, column by column", audit_columns,
		    audit_column_count, out);
	put_classes(a, "\nWhat is stored, file by file", audit_files, audit_file_count,
		    out);
	if (a->call->json) {
		buf_printf(out,
			   "],\n \"door\": %s, \"files\": %zu,\n \"findings\": [%s],\n "
			   "\"notes\": [%s]}\n",
			   a->running ? "true" : "false", a->files, found, noted);
		return;
	}
	buf_puts(
		out,
		"\nWhat is stored nowhere\n"
		"  a respondent's address, device, browser, language, cookie, ticket or time;\n"
		"  the order in which answers came; how often a link was opened\n");
	buf_printf(out, "\n%zu files looked at, while %s\n", a->files,
		   a->running ? "a door runs" : "no door runs");
	if (a->notes)
		buf_printf(out, "Notes\n%s", noted);
	if (a->findings)
		buf_printf(out, "Findings\n%s", found);
	else
		buf_puts(out, "No findings\n");
}

static bool
audit(struct audit *a, struct err *err)
{
	struct err why = { .code = ERR_NONE };
	struct hatch *hatch;
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (!read_surveys(a, err))
		return false;
	hatch = hatch_open(a->call->dir, &why);
	a->running = hatch || why.code != ERR_NONE;
	hatch_close(hatch);
	for (size_t i = 0; i < a->survey_count; i++)
		check_survey(a, &a->surveys[i]);
	for (size_t i = 0; i < a->room_count; i++)
		check_room(a, &a->rooms[i]);
	walk(a, a->call->dir, "", 0);
	put_report(a, &out);
	if (!output_put(&out, err))
		return false;
	if (a->findings)
		return err_set(err, ERR_FOUND, "%zu finding%s", a->findings,
			       a->findings == 1 ? "" : "s");
	return true;
}

bool
cmd_audit(struct call *call, struct err *err)
{
	struct audit a = { .call = call };
	bool good;

	a.markers = markers_new(call, err);
	if (!a.markers)
		return false;
	a.arena = arena_new(0);
	buf_init(&a.found, 0);
	buf_init(&a.noted, 0);
	good = audit(&a, err);
	buf_free(&a.found);
	buf_free(&a.noted);
	markers_free(a.markers);
	arena_free(a.arena);
	return good;
}
