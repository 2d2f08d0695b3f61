//! What markdown becomes, as a reader sees it: code has colours that can be told apart and read, in both themes.

use serde_json::json;

use crate::axe;
use crate::site::sample;
use crate::webdriver::Browser;

/// Everything that markdown has, and code in every language that has colours.
pub const EVERYTHING: &str = r#"---
title: Everything
description: What markdown has.
---
## Words

Some *leaning*, **strong** and ~~struck~~ words, `code`, a note[^1], :red_circle: and <https://example.org/>.

> A quote.

> [!WARNING]
> It is hot.

1. first
2. second
   - within

- [ ] to do
- [x] done

| left | middle | right |
| :--- | :---: | ---: |
| a | b | c |

Pager
: wakes people

[^1]: Down here.

## Code

```sh
# restart
for host in $(cat hosts); do ssh "$host" 'sudo true' && echo "$((1 + 2))"; done
```

```sql
SELECT id, count(*) AS n FROM events WHERE day >= '2026-11-01' LIMIT 10; -- noisy
```

```yaml
level-2: { hours: "Mon 18:00 - Mon 18:00", turn: 1, busy: true } # week
```

```json
{ "name": "ana", "since": 12.5, "next": null }
```

```python
@cached
def load(path: str) -> int:
    return sum(1 for line in open(path))  # lines
```

```clojure
(defn hand-off [{:keys [from]}] (str "from " from 1)) ; done
```

```scala
case class Shift(name: String = "a", hours: Int = 72) { def length: Int = hours } // long
```

```rust
fn main() -> Option<u8> { let x: u8 = 1; println!("{x}"); Some(x) } // done
```

```
No language.
```
"#;

/// Raw HTML, as far as it can do no harm.
pub const RAW: &str = r#"
## Raw

Press <kbd>Ctrl</kbd>, see <a href="/schedule/" title="weeks">the <b>schedule</b></a>.

<details>
<summary>More</summary>

*Words* within.

</details>

<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>
"#;

#[test]
fn what_markdown_becomes_is_open_to_everyone_in_both_themes() {
    let (url, _folder) = sample(&format!("{EVERYTHING}{RAW}"), "  raw_html: true\n");
    axe::approves(&url, "everything", |browser, scheme| {
        // In each language three kinds of words and more can be told apart.
        let colors = browser.evaluate(
            "[...document.querySelectorAll('pre code[class]')].map(code => new Set(
                [code, ...code.querySelectorAll('span')].map(part => getComputedStyle(part).color)).size)",
        );
        let colors: Vec<_> = colors.as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).collect();
        assert!(colors.len() == 8 && colors.iter().all(|count| *count > 3), "{scheme}: {colors:?}");
    });
}

/// Looks at the address until it is this one, as long as a person would.
fn arrives(browser: &Browser, address: &str) {
    let is_there = |_| browser.evaluate("location.href") == address;
    assert!((0..500).any(is_there), "{} is not {address}", browser.evaluate("location.href"));
}

#[test]
fn an_address_of_before_leads_to_the_heading_that_was_asked_for() {
    let (url, _folder) = sample(&EVERYTHING.replacen("title:", "aliases: [/old/, /older/page.html]\ntitle:", 1), "");
    let site = url.strip_suffix("page/").unwrap();
    let browser = Browser::open();
    for old in ["old/", "older/page.html"] {
        browser.go(&format!("{site}{old}#code"));
        arrives(&browser, &format!("{url}#code"));
    }
    assert_eq!(browser.console(), [""; 0]);
    // Without its script the page itself leads on.
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&format!("{site}old/"));
    arrives(&browser, &url);
}
