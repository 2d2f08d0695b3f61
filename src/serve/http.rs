//! Carries requests to what is shown and answers back; the only user of `axum`.

use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch::Receiver;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::answer::{self, Answer, Parties};
use super::doors::Doors;
use super::page;
use super::recent::Recent;
use super::shown::Shown;
use crate::error::{Error, Result};

/// What every request is answered from.
#[derive(Clone)]
struct Served {
    shown: Receiver<Shown>,
    recent: Arc<Recent>,
}

/// Begins to answer at the doors, in the runtime that this is called in.
///
/// # Errors
///
/// When the system does not let it.
pub fn open(doors: Doors, shown: &Receiver<Shown>, recent: &Arc<Recent>) -> Result<()> {
    let address = doors.url();
    let served = Served { shown: shown.clone(), recent: recent.clone() };
    for listener in doors.into_listeners() {
        let listener = in_runtime(listener).map_err(|source| Error::Listen { address: address.clone(), source })?;
        let router = Router::new().fallback(respond).with_state(served.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
    }
    Ok(())
}

fn in_runtime(listener: TcpListener) -> std::io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

async fn respond(State(served): State<Served>, request: Request) -> Response {
    let uri = request.uri();
    let texts = |name| request.headers().get_all(name).iter().map(|value: &HeaderValue| value.to_str().ok());
    // Without a host a request means none of ours. One to a proxy names the host in its first line too.
    let named = uri.authority().map(|authority| Some(authority.as_str()));
    let hosts = texts(header::HOST).chain(named).collect();
    let parties = Parties { hosts, origins: texts(header::ORIGIN).collect() };
    if let Some(refusal) = answer::refusal(request.method().as_str(), &parties) {
        return sent(refusal);
    }
    if uri.path().strip_prefix('/') == Some(page::EVENTS) {
        return events(served.shown);
    }
    let shown = served.shown.borrow().clone();
    let answer = answer::answer(&shown, uri.path(), uri.query());
    if let Some(page) = &answer.page {
        served.recent.note(page);
    }
    sent(answer)
}

/// What is shown now, and again whenever that changes.
fn events(shown: Receiver<Shown>) -> Response {
    let told =
        WatchStream::new(shown).map(|shown| Ok::<_, std::convert::Infallible>(Event::default().data(shown.event())));
    with_headers(Sse::new(told).keep_alive(KeepAlive::default()).into_response())
}

fn sent(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Body::from(answer.body)).into_response();
    let values = [
        (header::CONTENT_TYPE, Some(answer.kind)),
        (header::LOCATION, answer.location),
        (header::ALLOW, (status == StatusCode::METHOD_NOT_ALLOWED).then(|| String::from("GET, HEAD"))),
    ];
    for (name, value) in values {
        if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
            response.headers_mut().insert(name, value);
        }
    }
    with_headers(response)
}

/// Nothing is kept, nothing is guessed, and no page of another host embeds anything.
fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
