/*
 * Tests of answer/redact_number.c and answer/redact_code.c: numbers with and without letters.
 * Telephone numbers are those kept free for drama; cards are those for tests.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "tests/tap.h"
#include "tests/unit/answer/redact_marked.h"

enum {
	OURS = 1 << REDACT_PHONE | 1 << REDACT_NINO | 1 << REDACT_NHS |
	       1 << REDACT_POSTCODE | 1 << REDACT_VEHICLE | 1 << REDACT_CARD |
	       1 << REDACT_BANK | 1 << REDACT_PASSPORT | 1 << REDACT_LICENCE |
	       1 << REDACT_NUMBER,
};

static const struct marked_case cases[] = {
	/* telephones */
	{ "call 07700900123 now", "call [PHONE] now" },
	{ "call 07700 900 123.", "call [PHONE]." },
	{ "07700-900-123", "[PHONE]" },
	{ "07700.900.123", "[PHONE]" },
	{ "(07700 900123)", "([PHONE])" },
	{ "ring 07700\n900123", "ring [PHONE]" },
	{ "in 2023\n900123 came", "in 2023\n900123 came" },
	{ "on +36 70/833-9758 now", "on [PHONE] now" },
	{ "call me on 834221 later", "call me on [PHONE] later" },
	{ "we counted 834221 of them", NULL },
	{ "Passport number 123456789 was found", "Passport number [PASSPORT] was found" },
	{ "+44 (0)20 7946 0018", "[PHONE]" },
	{ "+447700900123", "[PHONE]" },
	{ "0044 7700 900123", "[PHONE]" },
	{ "(01632) 960 001", "[PHONE]" },
	{ "(+44) 1632 960001", "[PHONE]" },
	{ "dial 101 ext 5", "dial [PHONE]" },
	{ "01632 960001 x1234", "[PHONE]" },
	{ "on ext 4521", "on ext [PHONE]" },
	{ "tel: 4521", "tel: [PHONE]" },
	{ "+358 50 123 4567", "[PHONE]" },
	{ "(907)-215-8453", "[PHONE]" },
	{ "001-907-555-0132", "[PHONE]" },
	{ "415.555.0132", "[PHONE]" },
	{ "555-0132", "[PHONE]" },
	{ "07700 nine hundred 123", "[PHONE]" },
	{ "oh seven seven double oh nine double oh one two three", "[PHONE]" },
	{ "07700 900123 24 hours", "[PHONE] 24 hours" },
	{ "ring 101 or 999", NULL },
	{ "call 24 hours", NULL },
	/* any long one */
	{ "it is 1234 567 89 then", "it is [NUMBER] then" },
	{ "it is 1234567", "it is [NUMBER]" },
	{ "it is 1a2b3c4d5e6f7g", "it is [NUMBER]" },
	{ "it is 123-45-6789", "it is [NUMBER]" },
	{ "between 2019 and 2023", NULL },
	{ "2019-2023", NULL },
	{ "2019/2020", NULL },
	{ "2023 1200 officers", NULL },
	{ "10.30 - 11.30", NULL },
	{ "\302\2431200000", NULL },
	{ "$1500000", NULL },
	{ "12,345,678 people", NULL },
	{ "99.99999999%", NULL },
	{ "12345.67", NULL },
	{ "123456", NULL },
	{ "24/7, 50:50, 6.5%, 1 in 10", NULL },
	/* health, cards, banks */
	{ "943 476 5919", "[NHS]" },
	{ "NHS 9434765919", "NHS [NHS]" },
	{ "943 476 5918", "[NHS]" },
	{ "4111 1111 1111 1111", "[CARD]" },
	{ "4111-1111-1111-1112", "[CARD]" },
	{ "4111111111111112", "[CARD]" },
	{ "3782 822463 10005", "[CARD]" },
	{ "GB82 WEST 1234 5698 7654 32 please", "[BANK] please" },
	{ "gb82west12345698765432", "[BANK]" },
	{ "DE89 3704 0044 0532 0130 00", "[BANK]" },
	{ "GB00 WEST 1234 5698 7654 33", "[BANK]" },
	{ "12-34-56 12345678", "[BANK]" },
	{ "123456 12345678", "[BANK]" },
	{ "sort code 12 34 56", "sort code [BANK]" },
	{ "account 12345678", "account [BANK]" },
	/* of the state */
	{ "QQ 12 34 56 C", "[NINO]" },
	{ "qq123456c", "[NINO]" },
	{ "AB-12-34-56-D", "[NINO]" },
	{ "NI number AB123456", "NI number [NINO]" },
	{ "on 12 34 56 a", NULL },
	{ "passport 123456789", "passport [PASSPORT]" },
	{ "AA1234567", "[PASSPORT]" },
	{ "passport no. A123456", "passport no. [PASSPORT]" },
	{ "MORGA657054SM9IJ", "[LICENCE]" },
	{ "FO999 657054 SM9IJ", "[LICENCE]" },
	{ "driving licence 12345678", "driving licence [LICENCE]" },
	/* postcodes */
	{ "near M1 1AE.", "near [POSTCODE]." },
	{ "sw1a1aa", "[POSTCODE]" },
	{ "EC1A  1BB", "[POSTCODE]" },
	{ "so23 8uj", "[POSTCODE]" },
	{ "W1A-1AA", "[POSTCODE]" },
	{ "live near EC1A", "live near [POSTCODE]" },
	{ "postcode so23", "postcode [POSTCODE]" },
	{ "in Q3 2024", NULL },
	{ "A4 paper", NULL },
	{ "at e1 2pm", NULL },
	{ "the m3 5km on", NULL },
	{ "q3 2nd half", NULL },
	/* vehicles */
	{ "an AB51 ABC there", "an [VEHICLE] there" },
	{ "ab51abc", "[VEHICLE]" },
	{ "AB51-ABC", "[VEHICLE]" },
	{ "A123 BCD", "[VEHICLE]" },
	{ "saw THX 524D there", "saw [VEHICLE] there" },
	{ "the vehicle key 51s went", "the vehicle [VEHICLE] went" },
	{ "the van hit 30m of fence", NULL },
	{ "a123bcd", "[VEHICLE]" },
	{ "ABC 123D", "[VEHICLE]" },
	{ "reg ABC 1234", "reg [VEHICLE]" },
	{ "plate 1234 AB", "plate [VEHICLE]" },
	{ "vrm: AIZ 1234", "vrm: [VEHICLE]" },
	{ "ABC 1234 was it", NULL },
	{ "the m25 and the a3", NULL },
	{ "A34 RTC", NULL },
	{ "S18 GBH", NULL },
	{ "the 12b form", NULL },
	{ "no10 was told", NULL },
	{ "May 2024, top 10, phase 2, section 136", NULL },
	{ "an MG11 and an MG6C", NULL },
};

int
main(void)
{
	check_marked(cases, ARRAY_LEN(cases), OURS);
	return tap_done();
}
