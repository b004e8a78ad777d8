/**
 * Words that the most common passwords are made of, sorted. Attackers first try such a word with digits and signs
 * before it, behind it or in place of letters. The list holds words, because a password of ten characters or more is
 * nearly always a word with an ending: some 600 words replace hundreds of thousands of passwords. It stands in the
 * code, because a list of leaked passwords would have to be licensed, shipped and searched, and a request to another
 * server would tell that server about our users.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `aaaaaa abcabc abcdef abcdefg abcdefgh abcdefghij access accounting admin administrator adobe airborne airplane alabama
albert alejandro alex alexander alexandra alexis alfred alliance alpha amanda america american amorcito amsterdam
anaconda anderson andrea andreas andrew android angel angela angelica angelo anonymous anthony antonio apollo apple
april arsenal arthur asdasd asdf asdfasdf asdfgh asdfghjk asdfghjkl asdfjkl ashley asshole athena atlanta august
austin australia autumn avatar azerty azertyuiop babygirl babylon backdoor badboy bailey banana bandit barbara barbie
barcelona barney baseball basketball bastard batman beach bear beatles beautiful beauty beaver benjamin berlin bernard
bigboss bigdaddy bigdog bismillah blackberry blackie blahblah blessed blink bluebird bond bonjour booboo boomer boston
bradley brandon brandy brasil brazil brittany broncos brooklyn brother bubba bubbles buddy bulldog butter buttercup
butterfly caliente california camaro cameron canada captain carlos carolina caroline cassie catherine celtic champion
changeit changeme changethis charles charlie charlotte cheese cheesecake chelsea cherry chester chicago chicken chivas
chocolate chris christian christina christine christmas christopher claudia clemson cocacola coffee company compaq
computer connor consumer cookie cookies cooper correcthorsebatterystaple corvette courage cowboy cowboys creative
cricket cristina crystal daddy daisy dakota dallas daniel danielle database david december default delicious delta
demo denise denver destiny detroit diablo diamond dinosaur disney doggie dolphin dolphins domain dominic dominique
donald donotuse dragon dragonball dragons dreamer eagles edward einstein elephant elizabeth emily eminem emmanuel
england enterprise estrella eternity everton example facebook falcon familia family fantasy fashion february felicia
fernando ferrari firebird fireman florida flower flowers football forever fortnite france francesca francis francisco
franklin freedom friday friend friends fuckme fuckoff fuckyou gabriel gabriela galaxy gandalf garfield george georgia
germany giants ginger giovanni goldfish gonzalez goodluck google gordon grandma green guest guitar gundam hallo hannah
happiness happy harley harry harrypotter harvard hawaii heather hello hellokitty helloworld helpme hercules hockey
holiday honda hotdog hotmail houston hunter iceman iloveme iloveu iloveyou imagine indian indiana infinity initial
internet invincible ireland isabella isabelle italia itsmeagain jackass jackie jackson jaguar jamaica james january
japan jasmine jason jennifer jeremy jessica jesus jesuschrist johannes john johnny johnson jonathan jordan joseph
joshua juliana junior justice justin karina katherine kathryn keyboard kimberly king kingkong kings kitty knight
krishna laptop lauren legend leonardo letmein letmeinnow letmeinplease liberty lightning linkedin linux lionking
liverpool london lorenzo losangeles love lovelove lovely loveme lover lovers loveyou lucky madison madonna maggie
magic mallorca manager manchester marcus margaret maria mariana marine mario marlboro marseille martin martina master
matrix matthew maverick maxwell melissa member mercedes mercury merlin metallica mexico michael michelle mickey
mickeymouse microsoft midnight miguel minecraft mistress mitchell money monica monkey monster montana morgan mother
motorola mountain mozart muffin mustang mynameis mypassword mysecret naruto nascar natalia natalie natasha nathan
nevermind newpassword newyork nicholas nicolas nicole nintendo nirvana nopassword notapassword nothing november
october oliver olivia online opensesame openthedoor orange orlando packers paradise paris parola pass passe passpass
passphrase passport passw passwd password passwordpassword passwort patricia patrick peaches peanut penguin people
pepper perfect peter phoenix pickle picture player please pokemon politics popcorn porsche portugal power precious
prince princesa princess private professor purple qazwsx qazwsxedc qazxsw qwaszx qwer qwerasdf qwert qwerty
qwertyqwerty qwertyu qwertyuiop qwertz qwertzuiop rabbit rachel racing raiders rainbow ranger rebecca reddragon
redskins remember resident richard robert rocknroll rockstar rockyou romeo ronaldo root rosario russia samantha sammy
samsung sandra saturn scarface school scooter scorpio scorpion seattle sebastian secret secretpassword secure security
senha september server service shadow shadows shannon sharks shelby sierra silver simple simpsons skywalker slayer
slipknot smokey snickers snoopy snowball soccer softball software soldier something sophia spain sparky special spider
spiderman sport spring srinivas stalker starwars station steelers stella stephanie steven strawberry student sublime
success summer sunday sunflower sunshine superman superstar support suzuki sweet sweetheart swordfish sydney system
taylor teacher temporary temppassword tennis teresa test testing testtest texas thailand thankyou thebest
thisisapassword thisismypassword thomas thunder thursday tiffany tiger tigers tigger tinkerbell titanic tomcat toor
toyota trabajo transformers travel trinity trouble truelove trustno tuesday turtle unicorn united unknown user
username vacation valentina valentine vanessa vegas victor victoria viking village vincent virginia volkswagen
warcraft warrior warriors washington waterfall webmaster wednesday weekend welcome whatever whoareyou william williams
willow windows winner winston winter wisdom wizard wolfgang wolverine woman wonderful worldcup xavier yamaha yankees
yellow yosemite yourpassword youtube zaqwsx zaqxsw zebra zeppelin zidane zxcvbn zxcvbnm zzzzzz`.split(/\s/),
);
