/*
 * Agreement: the published vectors, a count of pairs done the long way round, and the bands.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "summary/coding.h"
#include "tests/tap.h"

static bool
near(double got, double want, double off)
{
	return fabs(got - want) <= off;
}

static void
check_vectors(void)
{
	static const struct {
		uint32_t counts[4];
		double agree, alpha, kappa, positive;
	} vectors[] = {
		{ { 1, 1, 3, 5 }, 0.600, 0.095, 0.091, 0.333 },
		{ { 12, 3, 2, 23 }, 0.875, 0.733, 0.730, 0.828 },
		{ { 1, 2, 2, 95 }, 0.960, 0.316, 0.313, 0.333 },
	};

	for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
		const uint32_t *c = vectors[i].counts;
		struct agreement a = agreement_of(c[0], c[1], c[2], c[3]);

		ok(near(a.agree, vectors[i].agree, 0.0005), "vector %zu: agreement",
		   i + 1);
		ok(near(a.alpha, vectors[i].alpha, 0.0005), "vector %zu: alpha", i + 1);
		ok(near(a.kappa, vectors[i].kappa, 0.0005), "vector %zu: kappa", i + 1);
		ok(near(a.positive, vectors[i].positive, 0.0005), "vector %zu: positive",
		   i + 1);
		ok(a.both == c[0] && a.first == c[1] && a.second == c[2] &&
			   a.neither == c[3],
		   "vector %zu: its counts", i + 1);
	}
}

/* ---- the same from the codings, by the definition ------------------------------------ */

enum { UNITS = 60 };

/* Krippendorff's alpha from each ordered pair of codings within each unit. */
static double
alpha_of_units(unsigned units[UNITS][2], size_t count)
{
	double o[2][2] = { { 0 } }, n[2] = { 0 }, all, seen = 0, expected = 0;

	for (size_t u = 0; u < count; u++)
		for (size_t i = 0; i < 2; i++)
			for (size_t j = 0; j < 2; j++)
				if (i != j)
					o[units[u][i]][units[u][j]] += 1.0 / (2 - 1);
	for (size_t c = 0; c < 2; c++)
		n[c] = o[c][0] + o[c][1];
	all = n[0] + n[1];
	for (size_t c = 0; c < 2; c++) {
		for (size_t k = 0; k < 2; k++) {
			seen += c == k ? 0 : o[c][k];
			expected += c == k ? 0 : n[c] * n[k];
		}
	}
	return 1 - (all - 1) * seen / expected;
}

/* Cohen's kappa from each coder's own share of each code. */
static double
kappa_of_units(unsigned units[UNITS][2], size_t count)
{
	double same = 0, chance = 0;

	for (size_t u = 0; u < count; u++)
		same += units[u][0] == units[u][1];
	for (unsigned code = 0; code < 2; code++) {
		double first = 0, second = 0;

		for (size_t u = 0; u < count; u++) {
			first += units[u][0] == code;
			second += units[u][1] == code;
		}
		chance += first / (double)count * (second / (double)count);
	}
	return (same / (double)count - chance) / (1 - chance);
}

static void
check_random(void)
{
	unsigned alphas = 0, kappas = 0, undefined = 0;
	struct dice d;

	dice_seed(&d, 7);
	for (unsigned run = 0; run < 2000; run++) {
		size_t count = 1 + dice_below(&d, UNITS);
		uint32_t share = 1 + dice_below(&d, 9), cells[2][2] = { { 0 } };
		unsigned units[UNITS][2];
		struct agreement a;
		double alpha, kappa;

		for (size_t u = 0; u < count; u++) {
			units[u][0] = dice_below(&d, 10) < share;
			units[u][1] = dice_below(&d, 4) ? units[u][0]
							: dice_below(&d, 10) < share;
			cells[units[u][0]][units[u][1]]++;
		}
		a = agreement_of(cells[1][1], cells[1][0], cells[0][1], cells[0][0]);
		alpha = alpha_of_units(units, count);
		kappa = kappa_of_units(units, count);
		undefined += isnan(a.alpha);
		alphas += isnan(a.alpha) ? !isnan(alpha) : !near(a.alpha, alpha, 1e-9);
		kappas += isnan(a.kappa) ? !isnan(kappa) : !near(a.kappa, kappa, 1e-9);
	}
	is_int(alphas, 0, "alpha is what the pairs within units give");
	is_int(kappas, 0, "kappa is what the coders' shares give");
	ok(undefined > 10 && undefined < 1000, "%u of them are not defined", undefined);
}

/* ---- bands -------------------------------------------------------------------------- */

static void
check_bands(void)
{
	static const struct {
		uint32_t counts[4];
		enum agree_band band;
		const char *why;
	} bands[] = {
		{ { 0, 0, 0, 0 }, AGREE_NOT, "no comments" },
		{ { 12, 3, 2, 23 }, AGREE_FAIR, "alpha 0.733" },
		{ { 30, 1, 1, 40 }, AGREE_GOOD, "alpha 0.94" },
		{ { 20, 10, 10, 40 }, AGREE_LOW, "alpha 0.47" },
		{ { 9, 0, 0, 90 }, AGREE_FAIR, "nine comments carry it, all agreed on" },
		{ { 10, 0, 0, 90 }, AGREE_GOOD, "ten do" },
		{ { 8, 1, 1, 90 }, AGREE_GOOD, "ten by one coder or the other" },
		{ { 1, 1, 3, 5 }, AGREE_FAIR, "five, whatever alpha is" },
		{ { 0, 5, 5, 5 }, AGREE_LOW, "ten, and never both" },
		{ { 0, 0, 0, 90 }, AGREE_FAIR, "nobody carries it: not defined" },
		{ { 90, 0, 0, 0 }, AGREE_FAIR, "all carry it: not defined" },
		{ { 1000000, 1, 1, 1000000 }, AGREE_GOOD, "many" },
		{ { UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX },
		  AGREE_LOW,
		  "as many as there can be" },
		{ { UINT32_MAX, 0, 0, UINT32_MAX }, AGREE_GOOD, "and all agreed on" },
	};

	for (size_t i = 0; i < ARRAY_LEN(bands); i++) {
		const uint32_t *c = bands[i].counts;

		is_int(agreement_of(c[0], c[1], c[2], c[3]).band, bands[i].band,
		       "band: %s", bands[i].why);
	}
}

/* Counts whose alpha is 0.8 to the last digit, and the next below. */
static void
check_edge(void)
{
	unsigned edges = 0, wrong = 0, below = 0;

	for (uint32_t both = 10; both < 60; both++) {
		for (uint32_t odd = 1; odd < 20; odd++) {
			for (uint32_t neither = 10; neither < 60; neither++) {
				uint64_t yes = 2 * both + odd, no = 2 * neither + odd;
				enum agree_band band;

				if ((yes + no - 1) * odd * 5 != yes * no)
					continue;
				edges++;
				band = agreement_of(both, odd, 0, neither).band;
				wrong += band != AGREE_GOOD;
				band = agreement_of(both, odd + 1, 0, neither).band;
				below += band != AGREE_FAIR;
			}
		}
	}
	ok(edges, "%u counts give 0.8 exactly", edges);
	is_int(wrong, 0, "which is good");
	is_int(below, 0, "and one comment more that they differ on is fair");
}

int
main(void)
{
	struct agreement none = agreement_of(0, 0, 0, 0);

	check_vectors();
	check_random();
	check_bands();
	check_edge();
	ok(isnan(none.alpha) && isnan(none.kappa) && isnan(none.positive),
	   "of no comments nothing is defined");
	return tap_done();
}
