/*
 * Tests of answer/redact_address.c and of what it reads streets and their surroundings with.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "tests/tap.h"
#include "tests/unit/answer/redact_marked.h"

static const struct marked_case cases[] = {
	/* British forms */
	{ "at 12 High Street.", "at [ADDRESS]." },
	{ "at 12 High St. today", "at [ADDRESS] today" },
	{ "Flat 3B, 12 High St", "[ADDRESS]" },
	{ "Flat 3B", "[ADDRESS]" },
	{ "14-16 Station Rd", "[ADDRESS]" },
	{ "221b Baker Street", "[ADDRESS]" },
	{ "12/3 Leith Walk", "[ADDRESS]" },
	{ "Rose Cottage, Mill Lane", "[ADDRESS]" },
	{ "The Old Vicarage, Church Road", "[ADDRESS]" },
	{ "22 Acacia Avenue\nBasingstoke\nHampshire\nRG21 4AB", "[ADDRESS]" },
	{ "12 High Street, Southampton, SO14 2AB now", "[ADDRESS] now" },
	{ "5 St. John's Road, Southsea", "[ADDRESS]" },
	{ "27 Stratford-upon-Avon Road", "[ADDRESS]" },
	{ "Unit 5, Whiteley Way", "[ADDRESS]" },
	{ "Room 12, Elm House, Oak Avenue", "[ADDRESS]" },
	{ "PO Box 123, Winchester", "[ADDRESS]" },
	{ "P.O. Box 77", "[ADDRESS]" },
	{ "17 Windsor Gardens", "[ADDRESS]" },
	{ "she lives at 14 Oaklands", "she lives at [ADDRESS]" },
	{ "i live at 12 mill road, fareham", "i live at [ADDRESS]" },
	{ "they moved to 3a oak close last week", "they moved to [ADDRESS] last week" },
	{ "he lives in church road", "he lives in [ADDRESS]" },
	/* without a number */
	{ "we were in High Street again", "we were in [ADDRESS] again" },
	{ "near Station Road by then", "near [ADDRESS] by then" },
	{ "Mill Lane was closed", "[ADDRESS] was closed" },
	{ "along London Road at speed", "along [ADDRESS] at speed" },
	{ "the corner of Church Road and Mill Lane", "[ADDRESS]" },
	{ "at the junction of Mill Lane with Oak Avenue", "at [ADDRESS]" },
	/* other countries */
	{ "Hauptstrasse 12", "[ADDRESS]" },
	{ "Hauptstra\303\237e 12, 10115 Berlin", "[ADDRESS]" },
	{ "12 rue de la Paix, 75002 Paris", "[ADDRESS]" },
	{ "Calle Mayor 5, Madrid", "[ADDRESS]" },
	{ "Via Roma 12, Milano", "[ADDRESS]" },
	{ "ul. Marszalkowska 10", "[ADDRESS]" },
	{ "Mannerheimintie 3, 00100 Helsinki", "[ADDRESS]" },
	{ "Storgatan 5", "[ADDRESS]" },
	{ "Keizersgracht 100, 1015 AA Amsterdam", "[ADDRESS]" },
	{ "12345 Koskikatu 25 Apt. 864\nTampere", "[ADDRESS]" },
	{ "350 5th Avenue, New York, NY 10118", "[ADDRESS]" },
	{ "742 Evergreen Terrace\nSpringfield, IL 62704", "[ADDRESS]" },
	{ "PSC 1234, Box 5678\nAPO AE 09021", "[ADDRESS]" },
	{ "USS Example\nFPO AP 96601", "[ADDRESS]" },
	{ "Unit 1234 Box 5678\nDPO AE 09021", "[ADDRESS]" },
	{ "> 12 Mill Lane\n> Apt. 5\n> New Zealand 1010", "> [ADDRESS]" },
	/* what is no address */
	{ "3 officers on the way", NULL },
	{ "20 minutes down the road", NULL },
	{ "a 12 month close", NULL },
	{ "2 cars on the drive", NULL },
	{ "phase 2 of the road map", NULL },
	{ "Road Traffic Collision training", NULL },
	{ "Roads Policing Unit", NULL },
	{ "a Fatal Road Traffic Collision", NULL },
	{ "at Crown Court", NULL },
	{ "in the main street", NULL },
	{ "on duty street patrols", NULL },
	{ "unit 2 attended and block 3 was shut", NULL },
	{ "room 4 was locked", NULL },
	{ "a flat 3% rise", NULL },
	{ "we drive 10 miles each way", NULL },
	{ "page 12 of the green book", NULL },
	{ "12 hour shifts, 4 on 4 off", NULL },
	{ "a 5 point scale", NULL },
	{ "between 2019 and 2023, 1200 officers", NULL },
	{ "in 2020 2000 officers left", NULL },
	{ "part 2 of the 2024 Act", NULL },
	{ "windows 10 and office 365", NULL },
	{ "at the corner desk", NULL },
};

int
main(void)
{
	check_marked(cases, ARRAY_LEN(cases), 1 << REDACT_ADDRESS);
	return tap_done();
}
