import subprocess
import sys

import pytest

from onrecord.sources.language import _names, foreign_language

FOREIGN = {
    "German": "Der Hafen von Port Selda bleibt geschlossen, teilte das Ministerium am Montag mit. "
    "Die Fischer warfen der Behörde vor, sie habe ihnen nichts gesagt, und verlangten ein "
    "Gespräch mit der Ministerin. Eine Sprecherin wollte sich dazu nicht äußern.",
    "French": "Le port de Selda restera fermé, a annoncé lundi le ministère. Les pêcheurs "
    "reprochent aux autorités de ne pas les avoir prévenus et demandent à rencontrer la "
    "ministre. Une porte-parole n’a pas souhaité répondre à nos questions.",
    "Spanish": "El puerto de Selda seguirá cerrado, anunció el lunes el ministerio. Los "
    "pescadores acusan a las autoridades de no haberles avisado y piden reunirse con la "
    "ministra. Una portavoz no quiso responder a las preguntas de este diario.",
    "Dutch": "De haven van Selda blijft dicht, liet het ministerie maandag weten. De vissers "
    "verwijten de overheid dat zij niet zijn gewaarschuwd en willen een gesprek met de "
    "minister. Een woordvoerster wilde niet op onze vragen ingaan.",
    "Danish": "Havnen i Selda forbliver lukket, oplyste ministeriet mandag. Fiskerne beskylder "
    "myndighederne for ikke at have advaret dem og kræver et møde med ministeren. En "
    "talskvinde ønskede ikke at svare på avisens spørgsmål om sagen.",
    "Polish": "Port w Seldzie pozostanie zamknięty, poinformowało w poniedziałek ministerstwo. "
    "Rybacy zarzucają władzom, że ich nie uprzedziły, i domagają się spotkania z minister. "
    "Rzeczniczka nie chciała odpowiedzieć na nasze pytania w tej sprawie.",
    "Turkish": "Selda limanı kapalı kalacak, diye duyurdu bakanlık pazartesi günü. Balıkçılar "
    "yetkilileri kendilerini uyarmamakla suçluyor ve bakanla görüşmek istiyor. Bir sözcü "
    "gazetemizin sorularını yanıtlamak istemedi ve açıklama yapılmadı.",
    "Russian": "Порт Сельды останется закрытым, сообщило в понедельник министерство. Рыбаки "
    "обвиняют власти в том, что их не предупредили, и требуют встречи с министром. "
    "Представительница ведомства отказалась отвечать на вопросы газеты об этом.",
    "Arabic": "أعلنت الوزارة يوم الاثنين أن ميناء سيلدا سيبقى مغلقا. ويتهم الصيادون السلطات "
    "بأنها لم تخبرهم بذلك ويطالبون بلقاء الوزيرة. ورفضت متحدثة باسم الوزارة الإجابة عن أسئلة "
    "الصحيفة حول هذا الموضوع وقالت إن التحقيق ما زال مستمرا في المدينة.",
    "Japanese": "セルダ港は閉鎖されたままになると、省は月曜日に発表した。漁師たちは、何も知らされて"
    "いなかったとして当局を非難し、大臣との面会を求めている。広報担当者は本紙の質問に答えなかった。"
    * 3,
}

ENGLISH = (
    "The harbour of Port Selda will stay shut, the ministry said on Monday. Fishermen accused "
    "the authorities of having told them nothing and demanded to meet the minister. Her "
    "spokeswoman declined to answer questions, and the guild called that an insult."
)

NOT_CLEARLY_FOREIGN = {
    "English": ENGLISH,
    "English in capitals": ENGLISH.upper(),
    "short": FOREIGN["German"][:150],
    "half and half": f"{FOREIGN['French']}\n{ENGLISH}",
    "long, English in its middle": FOREIGN["French"] * 12 + ENGLISH * 12 + FOREIGN["Dutch"] * 12,
    "English that quotes a foreigner": f"{ENGLISH}\n“{FOREIGN['Spanish']}”",
    "headlines without the usual words": "Mayor quits. Rivals circle. Budget talks collapse "
    "again. Markets slide. Police hunt gunman. Storm batters coast, thousands flee. Ministers "
    "clash over tax plan. Hospital strike enters second week. Fire guts historic theatre.",
    "names": "Olivia Marsh, Peter Kovalenko, Juan Ortega, Wei Zhang, Anna Lindqvist, Tomas "
    "Novak, Fatima Haddad, Chidi Okafor, Rosa Bianchi, Karl Schmidt, Yuki Tanaka, Pedro "
    "Alvarez, Marie Dubois, Ivan Petrov, Sanna Virtanen, Ahmed Mansour, Hans Meyer, Eva Horvath",
    "figures": "Selda 3, Velden 1; Halden 2, Marisco 2. " * 10,
    "gibberish": "xkqz vrplm wjnt bqhgf zzxcv mnbvq wrtpl kjhgf dsazx qwrtp lkjhg fdsaz " * 5,
    "nothing": "",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_named(language: str) -> None:
    assert foreign_language(FOREIGN[language] * 2).name == language
    assert foreign_language(FOREIGN[language] * 30).name == language


@pytest.mark.parametrize("kind", NOT_CLEARLY_FOREIGN)
def test_what_is_not_clearly_foreign_passes(kind: str) -> None:
    assert foreign_language(NOT_CLEARLY_FOREIGN[kind]) is None


def test_every_language_that_is_told_apart_has_a_name() -> None:
    from onrecord.sources.language import _identifier

    assert set(_identifier().labels) - set(_names()) == {"en", "zxx"}


def test_english_texts_load_no_library() -> None:
    program = (
        "import sys; from onrecord.sources import read_capture; "
        "from onrecord.types import Capture; "
        f"report = read_capture(Capture(where='-', data={ENGLISH.encode()!r})); "
        "late = {'trafilatura', 'lxml', 'py3langid', 'numpy', 'charset_normalizer'}; "
        "print(type(report).__name__, late & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == ["Report", "set()"], done.stderr
