//! What code becomes.

#![allow(clippy::needless_raw_string_hashes, reason = "snapshots are rewritten in this form")]

use std::time::{Duration, Instant};

use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use super::class::Class;
use super::language::Language;
use super::*;

/// The text of markup.
fn text(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        let is_known = Class::ALL.iter().any(|class| tag == format!("span class=\"{}\"", class.name()));
        assert!(is_known || tag == "/span", "<{tag}>");
        rest = after;
    }
    text + rest
}

/// Markup with its classes in short: `keyword[if]`.
fn shown(code: &str, language: &str) -> String {
    let markup = markup(code, language);
    assert_eq!(text(&markup), escaped(code));
    markup.replace("<span class=\"hl-", "").replace("\">", "[").replace("</span>", "]")
}

#[test]
fn shell() {
    let code = r#"# Who is on call
export KUBE="$HOME/.kube/${ENV:-prod}"
kubectl --context prod get pods -l 'app=web' | grep -v Running > /tmp/x
for pod in $(kubectl get pods -o name); do
  echo "restart $pod" && sleep 10
done
"#;
    assert_data_eq!(
        shown(code, "sh"),
        str![[r#"
comment[# Who is on call]
keyword[export] property[KUBE]=string[&quot;]property[$HOME]string[/.kube/]property[${ENV:-prod}]string[&quot;]
function[kubectl] constant[--context] prod get pods constant[-l] string['app=web'] | function[grep] constant[-v] Running &gt; /tmp/x
keyword[for] pod keyword[in] $(function[kubectl] get pods constant[-o] name); keyword[do]
  function[echo] string[&quot;restart] property[$pod]string[&quot;] &amp;&amp; function[sleep] 10
keyword[done]

"#]]
    );
}

#[test]
fn sql() {
    let code = "-- Long queries\nSELECT a.pid, now() - query_start AS age, 'x', NULL\nFROM pg_stat_activity a\n\
                WHERE state <> 'idle' AND n = 12\nORDER BY age DESC;\nCREATE TABLE t (id BIGINT PRIMARY KEY);\n";
    assert_data_eq!(
        shown(code, "SQL"),
        str![[r#"
comment[-- Long queries]
keyword[SELECT] a.pid, function[now]() - query_start keyword[AS] age, string['x'], constant[NULL]
keyword[FROM] type[pg_stat_activity] a
keyword[WHERE] state &lt;&gt; string['idle'] keyword[AND] n = number[12]
keyword[ORDER BY] age keyword[DESC];
keyword[CREATE TABLE] type[t] (id type[BIGINT] keyword[PRIMARY KEY]);

"#]]
    );
}

#[test]
fn yaml() {
    let code = "# The roster\nteam: Data Infra\nnotice: 12\nok: true\npeople:\n  - &a { id: ana, name: \"Ana\" }\n  - *a\n\
                text: |\n  Hello\n";
    assert_data_eq!(
        shown(code, "yml"),
        str![[r#"
comment[# The roster]
property[team]: string[Data Infra]
property[notice]: number[12]
property[ok]: constant[true]
property[people]:
  - constant[&amp;a] { property[id]: string[ana], property[name]: string[&quot;Ana&quot;] }
  - constant[*a]
property[text]: keyword[|]
  string[Hello]

"#]]
    );
}

#[test]
fn json() {
    assert_data_eq!(
        shown("{\n  \"a\": [1, 2.5e3, true, null],\n  \"b\": \"c\\n\"\n}\n", "json"),
        str![[r#"
{
  property[&quot;a&quot;]: [number[1], number[2.5e3], constant[true], constant[null]],
  property[&quot;b&quot;]: string[&quot;c/n&quot;]
}

"#]]
    );
}

#[test]
fn python() {
    let code = "from airflow import DAG\n\n@task(retries=3)\ndef run(ds: str, n: int = 3) -> None:\n    \
                for i in range(n):\n        print(f\"{ds} {i + 1}\")  # say\n    \
                if not ds and n is None:\n        raise ValueError('x')\n";
    assert_data_eq!(
        shown(code, "py"),
        str![[r#"
keyword[from] airflow keyword[import] constant[DAG]

function[@task](retries=number[3])
keyword[def] function[run](ds: type[str], n: type[int] = number[3]) -&gt; constant[None]:
    keyword[for] i keyword[in] function[range](n):
        function[print](string[f&quot;{ds} {i + 1}&quot;])  comment[# say]
    keyword[if not] ds keyword[and] n keyword[is] constant[None]:
        keyword[raise] type[ValueError](string['x'])

"#]]
    );
}

#[test]
fn clojure() {
    let code = "(ns app.core (:require [clojure.string :as str]))\n;; Say it\n(defn greet [who] (str \"Hi \" who 42 nil))\n\
                (let [x {:a 1}] (println (:a x)))\n";
    assert_data_eq!(
        shown(code, "clj"),
        str![[r#"
(keyword[ns] app.core (constant[:require] [clojure.string constant[:as] str]))
comment[;; Say it]
(keyword[defn] function[greet] [who] (function[str] string[&quot;Hi &quot;] who number[42] constant[nil]))
(keyword[let] [x {constant[:a] number[1]}] (function[println] (constant[:a] x)))

"#]]
    );
}

#[test]
fn scala() {
    let code = "import org.apache.spark.sql.SparkSession\n\nobject Main extends App {\n  // Say it\n  val n: Int = 42\n  \
                def run(a: String): Option[Int] = a match {\n    case \"x\" => Some(1)\n    case _ => None\n  }\n  \
                println(s\"n is $n ${n + 1}\")\n}\n";
    assert_data_eq!(
        shown(code, "scala"),
        str![[r#"
keyword[import] org.apache.spark.sql.type[SparkSession]

keyword[object] type[Main] keyword[extends] type[App] {
  comment[// Say it]
  keyword[val] n: type[Int] = number[42]
  keyword[def] function[run](a: type[String]): type[Option][type[Int]] = a keyword[match] {
    keyword[case] string[&quot;x&quot;] =&gt; type[Some](number[1])
    keyword[case] _ =&gt; type[None]
  }
  function[println](string[s&quot;n is $n ${n + 1}&quot;])
}

"#]]
    );
}

#[test]
fn rust() {
    let code = "use std::fmt;\n\n/// Says it.\n#[derive(Debug)]\npub struct A<'a> { name: &'a str }\n\n\
                const MAX: usize = 10;\n\nimpl A<'_> {\n    pub fn new(x: u32) -> Option<Self> {\n        \
                println!(\"{x}\\n\");\n        None\n    }\n}\n";
    assert_data_eq!(
        shown(code, "rs"),
        str![[r#"
keyword[use] std::fmt;

comment[/// Says it.]
#[function[derive](type[Debug])]
keyword[pub struct] type[A]&lt;constant['a]&gt; { name: &amp;constant['a] type[str] }

keyword[const] constant[MAX]: type[usize] = number[10];

keyword[impl] type[A]&lt;constant['_]&gt; {
    keyword[pub fn] function[new](x: type[u32]) -&gt; type[Option]&lt;type[Self]&gt; {
        function[println]!(string[&quot;{x}/n&quot;]);
        type[None]
    }
}

"#]]
    );
}

#[test]
fn every_language_has_colours_under_every_name() {
    for language in Language::ALL {
        for name in language.names() {
            let code = "if \"a\" then 'b' 12 # -- ;; // x";
            assert!(markup(code, name).contains("<span class=\"hl-"), "{name}");
        }
    }
}

#[test]
fn what_is_not_known_or_too_long_is_plain() {
    assert_eq!(markup("if <x>", "brainfuck"), "if &lt;x&gt;");
    assert_eq!(markup("if <x>", ""), "if &lt;x&gt;");
    let code = "if".repeat(50_000);
    assert_eq!(markup(&code, "sh"), format!("<span class=\"hl-function\">{code}</span>"));
    let too_long = code + "x";
    assert_eq!(markup(&too_long, "sh"), too_long);
}

/// The light of a colour such as `#0b57a4` or `#fff`, as the Web Content Accessibility Guidelines count it.
fn luminance(color: &str) -> f64 {
    let digits: String = match color.trim().strip_prefix('#').unwrap() {
        short if short.len() == 3 => short.chars().flat_map(|digit| [digit, digit]).collect(),
        digits => digits.to_owned(),
    };
    let part = |at: usize, weight: f64| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
        weight * if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    part(0, 0.2126) + part(2, 0.7152) + part(4, 0.0722)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[test]
fn each_class_can_be_read_in_both_themes() {
    let style = include_str!("../../../templates/assets/style.css");
    let pair = |start: &str| {
        let (_, rest) = style.split_once(start).unwrap_or_else(|| panic!("no {start}"));
        let (light, rest) = rest.split_once("light-dark(").unwrap().1.split_once(',').unwrap();
        [light, rest.split_once(')').unwrap().0]
    };
    assert!(style.contains("\npre { background: var(--sunk);"));
    let grounds = pair("--sunk:");
    for class in Class::ALL {
        let name = class.name();
        let rule = style.lines().find(|line| line.contains(&format!(".{name}"))).unwrap_or_else(|| panic!("no {name}"));
        let colors =
            if rule.contains("var(--muted)") { pair("--muted:") } else { pair(rule.split('{').next().unwrap()) };
        for (color, ground) in colors.into_iter().zip(grounds) {
            assert!(contrast(color, ground) >= 4.5, "{name}: {color} on {ground} is {:.2}", contrast(color, ground));
        }
    }
    assert!((contrast("#fff", "#000") - 21.0).abs() < 0.01 && contrast("#777", "#fff") < 4.5);
}

#[test]
fn hostile_code_ends_soon() {
    let pieces = [
        "\t", " ", "a", "é", "_", "'", "\"", "\"\"\"", "x'", "(", "[", "{", "- ", "$(", "\"$(", "${", "<<A\n",
        "a: |\n ", "b'", "r#\"", "s\"${", "*a ", "/*", "*/", "#", "r#", "\\", ":", "a:", "\n", ", ", "1", "1.", "1e+",
        "@", "for ", "'\\", "\"a\" ",
    ];
    for language in Language::ALL {
        for piece in pieces {
            let code = piece.repeat(LONGEST / piece.len());
            let start = Instant::now();
            let _ = markup(&code, language.names()[0]);
            // Generous, for a build without optimisation on a busy machine: what is quadratic takes minutes.
            assert!(start.elapsed() < Duration::from_secs(10), "{language:?}, {piece:?}: {:?}", start.elapsed());
        }
    }
}

/// Code out of the pieces that have meaning in some language, and of any text.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\"", "'", "`", "\"\"\"", "f\"", "s\"${", "r#\"", "\\", "$(", "${", "$", "((", "(", ")", "[", "]", "{", "}",
        "<<A\n", "A\n", "#", "--", "/*", "*/", "//", ";", ":", ": ", "- ", "? ", "|\n", ">", "<", "&", "*", "%",
        "---\n", "@", "^", "~", "'a", "def ", "fn ", "select ", "from ", "case ", "if ", "let ", "12", "1.5e3", "a",
        "B", "é", "𝄞", " ", "  ", "\n", "\r\n", "\t", "\u{feff}", "\u{fffd}",
    ]);
    let piece = prop_oneof![8 => pieces.prop_map(String::from), 1 => any::<String>()];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn without_its_tags_any_code_is_the_same_text(code in soup()) {
        for language in Language::ALL {
            let painted = markup(&code, language.names()[0]);
            prop_assert_eq!(text(&painted), escaped(&code));
            prop_assert_eq!(&painted, &markup(&code, language.names()[0]));
        }
    }
}
