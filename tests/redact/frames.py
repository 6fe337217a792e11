# Sentences as they are written in answers about work, with holes.  {X} takes any class of the
# family, {NAME} that class.  After the class: ~ what stands before it is a cue, so a name may be in
# small letters; ! it begins the text, so a name is a whole one.  Frames at even places of their
# list are for tuning, those at odd places are held.
# SPDX-License-Identifier: AGPL-3.0-or-later

FAMILIES = {
    "people": (["NAME", "RANK_NAME"], """
I was told by {X~} that it would be looked into.
My supervisor {X~} rang me at home to see how I was.
{X!} was the only one who stayed with me.
I was crewed with {X} for most of that week.
It was {X} who pulled him off me.
Thanks to {X} I got home in one piece.
The statement was taken by {X~} at the hospital.
After that I spoke to {X~} about the risk assessment.
{X!} and the rest of the team covered my jobs.
I have no complaints about {X}, quite the opposite.
Nobody but {X} asked me if I was all right.
I asked {X~} if I could go home and was told to finish the shift.
Then {X} said that it was part of the job.
The welfare call came from {X~} three weeks later.
Would like to thank {X} for driving me to A&E.
{X!} told me not to bother with the form.
The one person I could talk to was {X}.
When {X} arrived the male was already on the floor.
It felt as though {X} did not believe me.
We were called out, {X} and me, to a domestic.
In the end {X} from the Federation sorted it.
Spoke with {X~}, no further update.
{X!} was bitten on the arm at the same job.
If it had not been for {X} I would have left.
My line manager, {X}, did not know about the plan.
I think {X} should be told how good that was.
Had a cup of tea with {X~} and that was my debrief.
{X!}'s advice was to take the time off.
The victim's partner {X~} then came at us with a chair.
I was sat in the car with {X} when the call came in.
According to {X~} the file was never sent to CPS.
All I got from {X~} was an email.
The male gave his name as {X~} and was arrested.
It was not the first time that {X} had been off sick after it.
I reported it to {X~} and heard nothing.
{X!} should be commended.
There was only me and {X~} on for the whole sector.
The suspect is the brother of {X~}, who I nicked last year.
He kept saying he knew {X} and would get me sacked.
I do not trust {X} after what was said in the meeting.
My sergeant at the time, {X}, was brilliant throughout.
Everybody knows that {X} is the one behind the jokes.
Please pass my thanks on to {X}.
Custody was run by {X~} that night.
They sent {X} round with flowers.
The person who should have helped was {X~}.
She was known to us as {X~} from earlier jobs.
That is down to {X} and nobody else.
"""),
    "force": (["COLLAR", "CALLSIGN"], """
I was single crewed until {X} got there.
{X!} was first on scene.
The log shows {X} as the only unit free.
Back-up came from {X} after eleven minutes.
My crewmate {X} had already been hit.
I asked for assistance and {X} came up.
It was {X} that shouted over the air.
Please credit {X} for what was done that night.
{X!} conveyed me to hospital.
We met {X} in the car park behind the shops.
The call was given to {X} and then to us.
Arrest made by {X}, detained male violent throughout.
Body worn footage from {X} shows it all.
{X!} also injured at the same job.
The only other unit was {X}, coming from the far side.
They told me to wait for {X}.
Nothing from control, then {X} answered.
Statement attached, see also {X}.
Was with {X} when we found him in the garden.
{X!} used PAVA with no effect.
I had {X} with me on nights.
My number was read out in court as {X}.
The complaint was about {X} and not about me.
I heard {X} scream over the radio.
We were told {X} had been stood down.
They put the exhibit in the name of {X}.
{X!} stayed at the scene.
Asked why {X} was not sent.
I would like {X} to know how grateful I am.
{X!} restrained his legs.
At the time I was working as {X}.
It says {X} on the use of force form.
Radio traffic between {X} and control was recorded.
When {X} turned the corner he was on top of me.
In company with {X} we attended a report of a fight.
Relieved by {X} at the end of the shift.
There was no sign of {X} for ages.
Officer in the case is {X}, never heard from.
The pursuit was handed over to {X}.
Only {X} bothered to come back for me.
"""),
    "contact": (["PHONE", "EMAIL", "URL", "HANDLE", "IP"], """
He left {X} on a scrap of paper.
They told us to try {X} and nobody answered.
I can be reached on {X} if you want to talk.
The threats came from {X} every night for a week.
It was all over {X} by the next morning.
Please contact me: {X}
My details are {X}, happy to be asked.
Somebody posted the video, see {X}.
We traced it back to {X} in the end.
The link that they sent, {X}, does not work.
Report it on {X}, they said.
I wrote to {X} twice.
If you need more use {X} and ask for me.
{X!}
The suspect was using {X} to get at my family.
I found {X} in my locker.
Evidence was saved from {X} before it vanished.
They gave me {X} for the counselling line.
I kept getting messages from {X} after the arrest.
Contact ({X}) was written on the card.
The abuse is still there at {X}, look for yourself.
Blocked {X} but he made another.
You will find it under {X}.
I gave {X} as my contact and it was passed on to the defence.
Help is at {X} apparently.
He has {X} written on his van.
Try {X} or come to the office.
Nobody picks up on {X} at weekends.
She showed me {X} on her phone.
The welfare team is on {X}, good luck.
That evening {X} sent my daughter a message.
It came up as {X} on the screen.
We were given {X} to use in an emergency.
Anything else, {X}.
The defence had {X} from the file, not redacted.
I am still being harassed by {X}.
Someone rang pretending to be me and gave {X}.
Printed at the bottom: {X}.
Use {X}; I check it most days.
It turned out {X} belonged to his brother.
"""),
    "papers": (["NINO", "NHS", "PASSPORT", "LICENCE", "CARD", "BANK", "NUMBER"], """
They read {X} out loud in front of the whole office.
The form wanted {X} before it would let me on.
My details, {X}, were left on the printer.
He had a photo of it on his phone, {X} and all.
I had to give {X} to the fund to get my £50 back.
It was made out to {X} by mistake.
{X!} is mine, please check it.
They lost it all, including {X}, in the move.
The suspect was found with {X} in his pocket.
Compensation goes to {X} when he pays it.
I never got my glasses paid for, see {X}.
The hospital had me down as {X}.
Payroll have {X} for me and it is wrong.
On the sheet it just said {X}.
Refund me at {X} then.
My own {X} was in the bundle for the defence.
Please quote {X} when you ring OH.
The letter had {X} at the top and somebody else's name.
He stole my wallet, the one with {X} in it.
{X!} was on the exhibit label.
Copied wrong, it should have been {X}.
Sent {X} to HR twice now.
What good is {X} to them?
The nurse wrote {X} on the back of her hand.
It is {X}, I know it by heart by now.
Typed {X} into the portal and got an error.
Her bag had been emptied and {X} copied down.
You can look me up with {X}.
We seized it with {X} printed across the front.
Record shows {X} but nothing more.
The claim needs {X}, a form and a miracle.
To prove who I was I had to say {X} over the phone.
Left on the desk for all to see: {X}.
Somebody has used {X} to order things.
In the end {X} was the wrong one.
For what it is worth mine is {X}.
They have had {X} since before Covid.
So I gave {X} and waited.
There is a note with {X} on it.
Whoever has {X} please give it back.
"""),
    "refs": (["CRIMEREF", "INCIDENT", "PNC", "CUSTODY"], """
The assault on me is {X} if you want to see how it was dealt with.
See {X} for the full story.
{X!} refers.
Closed as {X} with no further action.
It was recorded under {X} and filed the same day.
My case ({X}) was dropped by CPS.
I was injured on {X} and again a month later.
The reference they gave me was {X}.
Please look at {X}, it says it all.
Ask them about {X}.
Linked to {X} by mistake.
There are two of them, this one being {X}.
It is {X} and it has sat there for a year.
{X!}: nobody has been charged.
They told me that {X} had been finalised.
The suspect on {X} lives next door to my mother.
I never heard again about {X}.
The file for {X} was lost.
Nobody has updated {X} since it was made.
Have a look at {X} and tell me that is justice.
The job was {X}, a domestic.
He was wanted on {X} at the time.
Only when I quoted {X} did they find it.
You can see from {X} how long we waited.
The details are on {X}, I will not go over them.
This is the third, after {X}.
Shown on the system as {X}.
He is known, {X}, and has done it before.
All documented, {X}.
Arrested and booked in, {X}, then bailed.
I put {X} on the health and safety form.
Ref {X} no reply.
Got a text that said {X} has been closed.
His record ({X}) runs to nine pages.
The court had {X} down as a different officer.
I looked up {X} and was told off for it.
Still waiting on {X}.
Where it says {X}, that was me.
Charge came under {X} in the end.
The whole thing is on {X} including my injuries.
"""),
    "where": (["POSTCODE", "ADDRESS", "PLACE", "VEHICLE"], """
It happened outside {X} just as we pulled up.
We were sent to {X} for a welfare check.
The male was found near {X}.
I was attacked at {X} by a man with a bottle.
{X!} is where it kicked off.
They stopped at {X} and he ran.
He said he knew I lived near {X}.
The address was given as {X}.
I chased him as far as {X}.
There was blood all over {X}.
I have been to {X} more times than I can count.
The call came in from {X}.
The fight started by {X}.
We parked behind {X} and waited.
Everyone round here knows {X}.
Seen leaving {X} on foot.
My patch includes {X}, I will say no more.
The suspect came out of {X} with a knife.
They left me at {X} on my own for an hour.
On the log it says {X}, which was wrong.
Kicked in the ribs beside {X}.
I will not go to {X} alone again.
He followed me from {X} that evening.
Searched {X} and found nothing.
I am based close to {X} and everyone would know.
We had been watching {X} since the start of the shift.
The neighbours at {X} filmed it.
I can still see {X} when I close my eyes.
It was {X} again.
There is a camera on {X} but it was broken.
Two units went to {X} and we got the other one.
After it was over we went back to {X}.
A woman at {X} gave us water.
Someone had smashed {X} up.
He was bailed to {X} of all things.
Nothing good ever comes from {X}.
All over {X} there were people shouting.
Directed to {X} by control.
They knew about {X} before we got there.
The worst one was at {X} two summers ago.
"""),
    "dates": (["DATE"], """
I was assaulted on {X} and have not been right since.
The hearing is on {X}.
It was reported on {X} and closed a week later.
{X!} was my first day back.
I went sick on {X} with my back.
They rang me on {X} to say it was dropped.
My welfare visit was on {X}.
On {X} I was punched in the face.
Happened {X}.
I had surgery on {X} and again after that.
He was sentenced on {X} to a fine.
It went to court on {X} and was adjourned.
From {X} I was on restricted duties.
Since {X} nobody has asked.
The meeting of {X} was a farce.
I was due back on {X} but could not face it.
Statement dated {X}.
By {X} I had seen four nurses.
{X!} at the football, that was the one.
It took until {X} to get an appointment.
Was off from {X} for six weeks.
We asked for kit on {X} and got it a year later.
On the night of {X} there were three of us on.
The letter ({X}) says the opposite.
Bailed until {X}.
I will never forget {X}.
Arrested on {X} for the same thing.
No update since {X}.
I put the form in on {X}.
The email of {X} said all would be well.
It was {X} when I got bitten.
First seen by OH on {X}.
Due at the Crown Court on {X}.
I handed in my papers on {X}.
Before {X} I loved this job.
They changed the rota on {X} without asking.
The assault was on {X}, charge came a year later.
He spat at me on {X} and again at the desk.
The debrief was on {X}, if you can call it that.
On {X} my sergeant left and was not replaced.
He pleaded guilty on {X}, no warning to me.
"""),
    "times": (["TIME"], """
It was about {X} when the call came in.
I got home at {X} and was back on lates.
At {X} he kicked off in the cell.
We were still there at {X}.
{X!} and not one unit free.
The assault was at {X}, back-up much later.
From {X} I was on my own.
I rang for help at {X}.
Log shows {X} as the time of arrival.
Finished at {X}, statement done after that.
By {X} I could not see out of one eye.
He was booked in at {X}.
I was due off at {X}.
Seen by the nurse at {X}.
At around {X} we heard glass.
I had been up since {X}.
Arrived {X}, nobody there.
Nothing until {X}.
The van came at {X}.
At {X} I was told to resume.
It kicked off just after {X}.
They left me on the constant until {X}.
Time of incident {X}.
We got our first break at {X}.
Between then and {X} no one came.
The pubs shut at {X} and that is when it starts.
Last seen at {X} by the gate.
Home {X}, up again for court.
I looked at my watch, {X}.
It must have been {X} or so.
Got a text at {X} asking for my file.
Since {X} we had been going job to job.
Around {X} my arm went numb.
He came round at {X} and started again.
Inspector called at {X} to ask about cover.
The shift started at {X}.
At {X} exactly the footage stops.
My wife was rung at {X} by a stranger.
Doctor came at {X} and left again.
Relieved at {X}.
"""),
    "ages": (["AGE"], """
The male, {X}, was known to us.
He was {X} and twice my size.
She is {X} and has been in the job all her life.
A lad {X} spat in my face.
A female {X} kicked me in the knee.
I am {X} and too old for nights.
The suspect was {X}.
My crewmate is {X} and was terrified.
Arrested a man {X} for assault.
Bitten by a woman {X} in the cells.
At {X} I should not be rolling on the floor.
The victim ({X}) would not give a statement.
I joined late, {X}, and it shows.
Hit by a youth {X} with a brick.
Male {X} detained.
Punched by somebody {X} in drink.
A man {X} was charged and bailed.
The one who did it was {X}.
He looked young but was {X}.
They sent a probationer {X} to hold the door.
The offender, {X}, laughed about it.
My sergeant, {X}, has seen worse.
Suspect: male, {X}, slim build.
I was {X} when it happened.
A detainee {X} threw his food at me.
The driver was {X} and had no licence.
Kicked by a girl {X} outside the shops.
Two men, one {X}, came out of the house.
He gave his details as {X} and no fixed abode.
An old boy {X} hit me with a stick.
Person in crisis, {X}, on the wrong side of the rail.
She was {X} and had never been in trouble.
The officer, {X}, has since left.
The attacker ({X}) was on bail.
Being {X} I heal slowly.
The new recruit, {X}, was in tears.
For somebody {X} he was strong.
A resident {X} set his dog on us.
Headbutted by a man {X} at a wedding.
The youngest was {X}.
"""),
}

# Holes that any word with digits can fill.
SHARED = """
It was {X}, I remember that much.
I wrote down {X} in my pocket book.
All I know is {X}.
The board in the office still says {X}.
Not sure whether {X} is of use to you.
They kept asking me about {X}.
The email had {X} in the subject line.
I gave them {X} and heard no more.
{X!} - that is what I was told.
For the record: {X}
My notes say {X} but the statement says something else.
(I mean {X}.)
To whom it may concern, {X}, still nothing.
Does {X} mean anything to anyone?
Control read back {X} and then the line went dead.
Just "{X}" and a question mark.
"""
SHARED_BY = "force contact papers refs".split()

# Several in one text.
SEVERAL = """
I was with {COLLAR} at {PLACE} on {DATE} when it kicked off, see {INCIDENT}.
{RANK_NAME!} took my statement at {TIME}, crime ref is {CRIMEREF}.
The male, {AGE}, of {ADDRESS}, {POSTCODE} was arrested by {COLLAR}.
Vehicle {VEHICLE} stopped near {PLACE}, driver {NAME} {AGE}.
Ring {NAME} on {PHONE} or email {EMAIL}.
Custody {CUSTODY}, PNC {PNC}, seen by {RANK_NAME}.
{NAME!} ({AGE}) spat at {COLLAR} and at {NAME}.
My NI number is {NINO} and my NHS number {NHS}, both were on the form.
Sent to {ADDRESS} at {TIME} as {CALLSIGN}, {CALLSIGN} already there.
On {DATE} at {TIME} I was told by {RANK_NAME} and {RANK_NAME} that it was closed.
Paid from {BANK} with {CARD}, refund never came.
He posted it at {URL}, his name there is {HANDLE}.
{RANK_NAME!}, {RANK_NAME} and {NAME} all came to see me.
The post from {IP} was traced to {ADDRESS}.
Passport {PASSPORT} and licence {LICENCE} were found in {VEHICLE}.
{COLLAR!} and {COLLAR} were both bitten on {DATE}.
I rang {PHONE} at {TIME} and {PHONE} an hour later.
Between {PLACE} and {PLACE} we lost {VEHICLE}.
Refs: {CRIMEREF}; {INCIDENT}; {NUMBER}.
{NAME!} rang {PHONE} about {CRIMEREF} and got {RANK_NAME}.
Call from {ADDRESS} on {DATE}, {CALLSIGN} sent.
Thanks to {RANK_NAME}, {RANK_NAME} and all at {PLACE}.
Suspect {PNC}, custody {CUSTODY}, bailed to {ADDRESS}.
Write to {EMAIL} or {EMAIL}, or try {HANDLE}.
My account {BANK} and card {CARD} were used by {NAME} {AGE}.
Log {INCIDENT}, officer {COLLAR}, time {TIME}.
I gave {NHS} to the nurse and {NINO} to payroll.
{NAME!} and {NAME} live at {ADDRESS}.
Seen at {PLACE} in {VEHICLE} at {TIME} on {DATE}.
The defence had {PHONE}, {EMAIL} and {ADDRESS} for me.
It was {NAME} of {POSTCODE} who sent {URL} round.
Number {NUMBER}, passport {PASSPORT}, both copied.
"""


def lines(words):
    return [line for line in words.strip().splitlines() if line]


def frames():
    """(text, classes that {X} can be, held) for each frame."""
    for family, (classes, words) in FAMILIES.items():
        for i, line in enumerate(lines(words)):
            yield line, classes, i % 2 == 1
        if family in SHARED_BY:
            for i, line in enumerate(lines(SHARED)):
                yield line, classes, i % 2 == 1
    for i, line in enumerate(lines(SEVERAL)):
        yield line, [], i % 2 == 1
