// React 19 in strict mode, which mounts everything twice; the widget comes bundled with the app.
import "relasi/standalone";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { HashRouter, Link, Route, Routes } from "react-router";

function Questionnaire() {
  const [lang, setLang] = useState("en");
  const [result, setResult] = useState(null);
  return (
    <>
      <button type="button" onClick={() => setLang("id")}>
        Indonesian
      </button>
      <output>{result?.verdict.type}</output>
      <relasi-wizard lang={lang} heading-level="3" onrelasi-result={(event) => setResult(event.detail)}>
        <a href="/article">Read the article instead</a>
      </relasi-wizard>
    </>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <HashRouter>
      <nav>
        <Link to="/">Home</Link> <Link to="/questions">Questions</Link>
      </nav>
      <Routes>
        <Route path="/" element={<h1>Home</h1>} />
        <Route path="/questions" element={<Questionnaire />} />
      </Routes>
    </HashRouter>
  </StrictMode>,
);
