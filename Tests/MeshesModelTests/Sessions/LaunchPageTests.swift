import MeshesModel
import Testing

@Suite struct LaunchPageTests {
    @Test(arguments: LaunchPage.allCases)
    func olderPathsMeanPages(page: LaunchPage) {
        for path in ["/workspace/\(page.rawValue)", "/workspace/\(page.rawValue)/", "/\(page.rawValue)", "/\(page.rawValue)/"] {
            #expect(LaunchPage(path: path) == page)
        }
    }

    @Test(arguments: [
        "", "/", "dashboard", "/workspace", "/workspace/members", "/workspace/dashboard?x=1", "/workspace/dashboard#x",
        "/workspace/../dashboard", "//evil.example/dashboard", "https://evil.example/workspace/dashboard", "/workspace/dashboard//",
        "/Workspace/Dashboard", "/workspace/rules/1",
    ])
    func noOtherPathIsOne(path: String) {
        #expect(LaunchPage(path: path) == nil)
    }
}
