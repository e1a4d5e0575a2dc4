"""The words that stand in printed dates, in seven languages, and what each of them means.

Every word has a kind, one letter, and a value; ``statement`` says what is done with each kind.
Everything is in small letters: texts are case-folded before they are looked up.
"""

from typing import Any

from catalog_app.domain.dates.numerals import ROMAN

Meaning = tuple[str, Any]

FILLER: Meaning = ("", None)
"""The meaning of words that add nothing to a date: they are dropped."""

_MONTHS = """
january jan janvier janv januar jänner enero ene январь января январе янв
february feb février fevrier févr fevr fév februar feber febrero февраль февраля феврале февр фев
march mar mars märz maerz mrz marzo март марта марте мар
april apr avril avr abril abr апрель апреля апреле апр
may mai mayo май мая мае
june jun juin juni junio июнь июня июне июн
july jul juillet juil juli julio июль июля июле июл
august aug août aout agosto ago август августа августе авг
september sept sep septembre septiembre setiembre сентябрь сентября сентябре сент сен
october oct octobre oktober okt octubre октябрь октября октябре окт
november nov novembre noviembre ноябрь ноября ноябре нояб
december dec décembre decembre déc dezember dez diciembre dic декабрь декабря декабре дек
"""

_SEASONS = {
    21: "spring printemps frühling frühjahr primavera весна весной весны 春 春天 春季 봄",
    22: "summer été sommer verano лето летом лета 夏 夏天 夏季 여름",
    23: "autumn fall automne herbst otoño осень осенью осени 秋 秋天 秋季 가을",
    24: "winter hiver invierno зима зимой зимы 冬 冬天 冬季 겨울",
}

_WEEKDAYS = """
monday mon lundi montag lunes понедельник 星期一 周一 週一 월요일 월
tuesday tue tues mardi dienstag martes вторник 星期二 周二 週二 화요일 화
wednesday wed mercredi mittwoch miércoles miercoles среда 星期三 周三 週三 수요일 수
thursday thu thur thurs jeudi donnerstag jueves четверг 星期四 周四 週四 목요일 목
friday fri vendredi freitag viernes пятница 星期五 周五 週五 금요일 금
saturday sat samedi samstag sábado sabado суббота 星期六 周六 週六 토요일 토
sunday sun dimanche sonntag domingo воскресенье 星期日 星期天 周日 週日 일요일 일
"""

# Kind and value, then the words that have this meaning.
_OTHERS: tuple[tuple[Meaning, str], ...] = (
    (("e", "juche"), "juche chuche 주체 主体 主體 чучхе"),
    (("e", "minguo"), "minguo 民國 民国 中華民國 中华民国 민국"),
    (
        ("~", "circa"),
        "ca circa cca about around approx approximately roughly near vers environ env um gegen "
        "etwa ungefähr hacia около ок прибл примерно 约 約 大约 大約 左右 前后 前後 약 경 무렵 쯤",
    ),
    (
        ("?", "doubt"),
        "possibly perhaps probably prob maybe likely uncertain vermutlich wohl "
        "probablemente возможно вероятно 可能 疑 추정",
    ),
    (("b", "before"), "before prior pre avant vor antes 以前 之前 前 이전 전"),
    (
        ("b", "after"),
        "after post après apres nach después despues после 以后 以後 之后 之後 后 後 이후 후",
    ),
    (("b", "by"), "by"),
    (("b", "until"), "까지 止"),
    (("b", "from"), "since from du dès von vom ab seit desde del с 自 从 從"),
    (("b", "since"), "onwards onward"),
    (("-", "to"), "to until till through thru bis hasta до 至 到 부터"),
    (("-", "joining"), "au a à al por по"),
    (("|", "or"), "or ou oder o или 或 或者 또는"),
    (("&", "and"), "and et und y и 和 与 與 및"),
    (
        ("p", "part"),
        "printed published issued reprinted revised publié publiée imprimé gedruckt erschienen "
        "publicado impreso издано напечатано",
    ),
    (
        ("v", "early"),
        "early beginning start début anfang principios начало начале 初 初期 初年 초 초기 早期",
    ),
    (("v", "middle"), "mid middle milieu mitte mediados середина середине 中 中期 중반 중기 中叶"),
    (("v", "late"), "late end fin ende spät finales конец конце 末 底 末期 말 말기 晚期 후반 后期"),
    (("v", "part"), "上旬 中旬 下旬 상순 중순 하순 전반"),
    (("S", 40), "h1 上半年 상반기"),
    (("S", 41), "h2 下半年 하반기"),
    (
        ("C", "century"),
        "century centuries cent siècle siecle jahrhundert jh jhdt siglo век века вв 世纪 世紀 세기",
    ),
    (("C", "after a number"), "в"),
    (("k", "decade"), "années annees años anos"),
    (("B", "bc"), "bc bce"),
    (("i", "inferred"), "inferred deduced erschlossen déduit inferido"),
    (
        FILLER,
        "in on at of the year day month date dated between within during ad ce "
        "first made taken received recd presented written signed given built founded "
        "le la les en de des am im der die das dem den jahr jahre jahren entre zwischen "
        "el los año dia día г гг год года году годы годов между "
        "年 年间 年間 年度 于 於 在 间 間 년 년도 에 의 와 과 서기 公元 西元 西曆",
    ),
)

_PHRASES: tuple[tuple[Meaning, str], ...] = (
    (("b", "by"), "not after|not later than|no later than|or earlier|or before|at the latest"),
    (("S", 33), "first quarter"),
    (("S", 34), "second quarter"),
    (("S", 35), "third quarter"),
    (("S", 36), "fourth quarter|last quarter"),
    (("S", 40), "first half"),
    (("S", 41), "second half"),
    (("b", "not before"), "not before|not earlier than|no earlier than|or later|or after"),
    (("b", "before"), "prior to"),
    (("b", "until"), "up to|jusqu'en|jusqu'à|jusqu'au"),
    (("b", "from"), "à partir de"),
    (("~", "c"), "c"),
    (("?", "doubt"), "date uncertain|year uncertain|peut-être"),
    (("i", "inferred"), "year inferred|date inferred"),
    (("B", "bc"), "b.c.e.|b.c.|b. c.|до н. э.|до н.э.|v. chr.|v.chr.|av. j.-c.|av. j-c|a. c.|a.c."),
    (FILLER, "н. э.|н.э.|n. chr.|ap. j.-c.|a.d.|c.e.|some time|sometime"),
)

UNDATED = frozenset(
    [
        *("n.d", "n. d", "nd", "undated", "no date", "not dated", "date unknown", "unknown"),
        *("date not known", "not known", "unknown date", "date not stated", "date not given"),
        *("without date", "s.d", "s. d", "sans date", "o.j", "o. j", "ohne jahr", "ohne datum"),
        *("o.d", "undatiert", "s.f", "s. f", "sin fecha", "б.г", "б. г", "б.д", "без даты"),
        *(
            "без года",
            "дата неизвестна",
            "날짜 미상",
            "연대 미상",
            "연도 미상",
            "미상",
            "일자 미상",
        ),
        *(
            "日期不详",
            "日期不詳",
            "年代不详",
            "年代不詳",
            "不详",
            "不詳",
            "无日期",
            "無日期",
            "未注明日期",
        ),
    ]
)
"""What is printed where there is no date, without full stops at the end."""

LUNAR_WORDS = (
    "lunar",
    "农历",
    "農曆",
    "農历",
    "阴历",
    "陰曆",
    "旧历",
    "舊曆",
    "음력",
    "лунн",
    "lunaire",
)
"""Words that mark a day of the lunar calendar, which is kept as text and never reckoned."""


def _words() -> dict[str, Meaning]:
    words: dict[str, Meaning] = {}
    for numeral, value in ROMAN.items():
        if len(numeral) > 1:  # a single letter is too often an initial
            words[numeral] = words[numeral + "e"] = ("R", value)
    for number, names in enumerate(_MONTHS.strip().splitlines(), start=1):
        words |= dict.fromkeys(names.split(), ("M", number))
    for code, names in _SEASONS.items():
        words |= dict.fromkeys(names.split(), ("S", code))
    for number, names in enumerate(_WEEKDAYS.strip().splitlines()):
        words |= dict.fromkeys(names.split(), ("w", number))
    for meaning, names in _OTHERS:
        words |= dict.fromkeys(names.split(), meaning)
    return words


WORDS: dict[str, Meaning] = _words()
"""Each single word and its meaning."""

PHRASES: dict[str, Meaning] = {
    phrase: meaning for meaning, phrases in _PHRASES for phrase in phrases.split("|")
}
"""Each expression of several words, or with full stops inside, and its meaning."""
