//! A browser to drive: a small client of `chromedriver`, which it starts, over the protocol of
//! <https://www.w3.org/TR/webdriver2/>. What that has no word for goes through it in the browser's own protocol, of
//! <https://chromedevtools.github.io/devtools-protocol/>.
//!
//! Every [`Browser`] is a fresh profile that can reach nothing but this machine. Dropping it ends all it started.

use std::io::{BufRead, BufReader, Read, Write, copy, sink};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};
use tempfile::TempDir;

/// What Chromium is started with, beside its profile: quiet, and without a way out.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// One window of one browser.
pub struct Browser {
    driver: Driver,
    session: String,
    /// The script that runs before those of every page, if one is set.
    prelude: Option<String>,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser with a window as large as a laptop's.
    pub fn open() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let driver = Driver::start(profile.path());
        let data = format!("--user-data-dir={}", profile.path().join("data").display());
        let arguments: Vec<_> = FLAGS.iter().copied().chain([data.as_str(), "--window-size=1280,900"]).collect();
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        }}});
        let session = driver.ask("POST", "/session", &capabilities);
        let session = session["sessionId"].as_str().unwrap().to_owned();
        let browser = Self { driver, session, prelude: None, _profile: profile };
        // Away from the start page, and what it asked for is nobody's concern.
        browser.go("about:blank");
        browser.requests();
        browser
    }

    /// Goes to an address and waits until the page is loaded.
    pub fn go(&self, url: &str) {
        self.ask("url", &json!({ "url": url }));
    }

    /// A command of the browser's own protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.ask("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What a JavaScript expression comes to in the page; a promise is waited for.
    pub fn evaluate(&self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let result = self.devtools("Runtime.evaluate", &parameters);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {result:#}");
        result["result"]["value"].clone()
    }

    /// Lets `script` run in every page to come before the page's own; it takes the place of an earlier one.
    pub fn before_pages(&mut self, script: &str) {
        if let Some(prelude) = self.prelude.take() {
            self.devtools("Page.removeScriptToEvaluateOnNewDocument", &json!({ "identifier": prelude }));
        }
        let added = self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        self.prelude = added["identifier"].as_str().map(str::to_owned);
    }

    /// Console messages since the last call: what pages log, and what the browser holds against them.
    pub fn console(&self) -> Vec<String> {
        let entries = self.ask("se/log", &json!({ "type": "browser" }));
        entries.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    /// The addresses asked for since the last call, those included that a policy then blocked.
    pub fn requests(&self) -> Vec<String> {
        let entries = self.ask("se/log", &json!({ "type": "performance" }));
        let events = entries.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap());
        let events = events.map(|event| serde_json::from_str::<Value>(event).unwrap());
        events
            .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
            .map(|event| event["message"]["params"]["request"]["url"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The page as PNG, in base64, down to `height` pixels.
    pub fn picture(&self, height: u64) -> String {
        let size = self.devtools("Page.getLayoutMetrics", &json!({}))["cssContentSize"].clone();
        let height = height.min(size["height"].as_u64().unwrap());
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1 });
        let parameters =
            json!({ "format": "png", "captureBeyondViewport": true, "optimizeForSpeed": true, "clip": clip });
        self.devtools("Page.captureScreenshot", &parameters)["data"].as_str().unwrap().to_owned()
    }

    fn ask(&self, command: &str, body: &Value) -> Value {
        self.driver.ask("POST", &format!("/session/{}/{command}", self.session), body)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closes the browser; the driver alone, killed, would leave it running. A test that is failing already is
        // not to fail on this.
        let _closed = self.driver.try_ask("DELETE", &format!("/session/{}", self.session), &json!({}));
    }
}

/// A running `chromedriver`.
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver. Now and then one ends before it names its port, for a reason of its own: then another is
    /// started, a few times. A driver that can't start at all fails with what it said.
    fn start(home: &Path) -> Self {
        const STARTS: usize = 3;
        let mut last_words = String::new();
        for _ in 0..STARTS {
            match Self::try_start(home) {
                Ok(driver) => return driver,
                Err(said) => last_words = said,
            }
        }
        panic!("chromedriver ended {STARTS} times without naming its port: {last_words}");
    }

    /// The driver, or what it said before it ended.
    fn try_start(home: &Path) -> Result<Self, String> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").env("HOME", home).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("`chromedriver` starts; `tests/run` installs it");
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut complained = process.stderr.take().unwrap();
        let mut words = String::new();
        let port = loop {
            let begin = words.len();
            if said.read_line(&mut words).unwrap() == 0 {
                complained.read_to_string(&mut words).unwrap();
                let status = process.wait().unwrap();
                return Err(format!("{status}: {words}"));
            }
            if let Some((_, port)) = words[begin..].split_once("started successfully on port ") {
                break port.trim().trim_end_matches('.').parse().unwrap();
            }
        };
        thread::spawn(move || copy(&mut complained, &mut sink()));
        // Nobody reads on, but a full pipe would stop the driver. The thread ends with it.
        thread::spawn(move || copy(&mut said, &mut sink()));
        Ok(Self { process, port })
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.try_ask(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let value = answer["value"].clone();
        assert!(value.get("error").is_none_or(Value::is_null), "{method} {path}: {value:#}");
        value
    }

    /// One request on a connection of its own.
    fn try_ask(&self, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
        let body = body.to_string();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json; charset=utf-8\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len(),
        )?;
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        while answer.read_line(&mut line)? > 2 {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _killed = self.process.kill();
        let _reaped = self.process.wait();
    }
}
