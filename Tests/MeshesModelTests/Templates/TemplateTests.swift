import MeshesModel
import Testing

struct TemplateTests {
    private static let payload: JSONValue = [
        "name": "Ada <b>", "user": ["plan": "pro", "seats": 3, "active": true], "items": [["name": "first"]], "blank": "  ",
        "payload": ["x": "not special"], "title": "two\r\nlines", "nothing": nil,
    ]

    @Test(arguments: [
        ("Hi {{name}}", "Hi Ada <b>"), ("{{ user.plan }}/{{user.seats}}/{{user.active}}", "pro/3/true"), ("{{items.0.name}}", "first"),
        ("{{user}}", #"{"plan":"pro","seats":3,"active":true}"#), ("a{{missing}}b{{nothing}}c", "abc"), ("{{payload.x}}", "not special"),
        (#"\{{name}}"#, "{{name}}"), ("{{{name}}}", "{Ada <b>}"), ("{{name", "{{name"), ("{{a + b}} {{}}", "{{a + b}} {{}}"),
        ("{{ {{name}}", "{{ Ada <b>"), ("no placeholder }}", "no placeholder }}"),
    ])
    func rendering(_ template: String, _ result: String) {
        #expect(Template(template).render(Self.payload) == result)
    }

    @Test(arguments: ["", "  ", "{{missing}}", " {{blank}}\n"])
    func aBlankTextIsNone(_ template: String) {
        #expect(Template(template).render(Self.payload) == nil)
    }

    @Test func valuesAreEscapedAndTheTextAroundThemIsNot() {
        let template = Template("<{{name}}> & {{items}}")
        #expect(template.render(Self.payload, escaping: .slack) == #"<Ada &lt;b&gt;> & [{"name":"first"}]"#)
        #expect(template.render(Self.payload, escaping: .html) == "<Ada &lt;b&gt;> & [{&quot;name&quot;:&quot;first&quot;}]")
    }

    @Test func subjectsHaveOneLineAndLongTextsAreCut() {
        #expect(Template("{{title}}!").render(Self.payload, oneLine: true) == "two  lines!")
        #expect(Template("abcdef").render(Self.payload, limit: 4) == "abc…")
        #expect(Template("abcd").render(Self.payload, limit: 4) == "abcd")
    }

    @Test func placeholdersAreListed() {
        #expect(Template("{{a.b}} {{ c }} {{d d}}").placeholders == ["a.b", "c"])
    }
}
