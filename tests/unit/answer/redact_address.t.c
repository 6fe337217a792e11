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
	/* what goes on beside a part that is known */
	{ "near Rietmanplantsoen 180b 3 hoog today", "near [ADDRESS] today" },
	{ "the house at S\303\270lvgade 93A 2793 was empty",
	  "the house at [ADDRESS] was empty" },
	{ "at 67 Jake Manor 4739 was", "at [ADDRESS] was" },
	{ "at Karjalainenranta 20 A 9 12482 was", "at [ADDRESS] was" },
	{ "at Industrigade 76B, 4. tv, Haderslev", "at [ADDRESS]" },
	{ "at Wupperstr. 78a 1 OG now", "at [ADDRESS] now" },
	{ "near 11158 Sigurd Overpass, East Daisycester N70 Y47R?", "near [ADDRESS]?" },
	{ "to van der Meulenlaan 366c 3447 SH, it", "to [ADDRESS], it" },
	{ "lives at Bulevardul Bobalna, Bloc 81.", "lives at [ADDRESS]." },
	{ "lives at Rambla Julia s/n, as", "lives at [ADDRESS], as" },
	{ "at 8334 Durgan Land, Lake Chesley", "at [ADDRESS]" },
	{ "near 31 Greenholt Circuit", "near [ADDRESS]" },
	{ "outside Renc\304\223nu laukums 24 - 578, Dobele by", "outside [ADDRESS] by" },
	{ "at Kpg. Nugraha no 3, Watampone 14513 and", "at [ADDRESS] and" },
	{ "at \304\222rg\304\274u dambis 39 dz. 240 LV-7720", "at [ADDRESS]" },
	{ "12 High Street\nH03 ZHMH\nthanks", "[ADDRESS]\nthanks" },
	{ "at 5 Back Lane today", "at [ADDRESS] today" },
	/* and what does not belong to it */
	{ "on Mill Lane 4 males ran", "on [ADDRESS] 4 males ran" },
	{ "on Mill Lane 3 of them ran", "on [ADDRESS] 3 of them ran" },
	{ "on Mill Lane 2 Sergeants stood", "on [ADDRESS] 2 Sergeants stood" },
	{ "near Mill Lane, 20 minutes later", "near [ADDRESS], 20 minutes later" },
	{ "in Mill Lane in 2023", "in [ADDRESS] in 2023" },
	{ "at Mill Lane. Nobody came", "at [ADDRESS]. Nobody came" },
	{ "at 12 High Street with 3 others", "at [ADDRESS] with 3 others" },
	/* what is no address */
	{ "at 2 Metropolitan Police stations", NULL },
	{ "to 3 Officers and 12 Police Officers", NULL },
	{ "in 14 Force areas", NULL },
	{ "NPAS 61, Trojan 3 and Oscar 12", NULL },
	{ "to John Smith 3 times", NULL },
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
