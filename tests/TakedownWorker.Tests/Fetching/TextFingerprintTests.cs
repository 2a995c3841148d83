using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

public sealed class TextFingerprintTests
{
    [Theory]
    [InlineData("<p>One  two</p>", "one two")]
    [InlineData("<p>One</p><p>two</p>", "one two")]
    [InlineData("<script>var a = '<p>no</p>';</script>yes", "yes")]
    [InlineData("<STYLE>p{}</STYLE>yes<!-- no > no -->", "yes")]
    [InlineData("Seen 1,204 times", "seen times")]
    [InlineData("caf&eacute; &lt;b&gt;", "caf\u00e9 b")]
    [InlineData("<script>never closed", "")]
    [InlineData("<p title='never closed", "")]
    [InlineData("", "")]
    public void Only_visible_letters_count(string page, string letters) =>
        Assert.Equal(letters, TextFingerprint.Letters(page));

    [Fact]
    public async Task The_same_words_in_other_clothes_have_the_same_fingerprint()
    {
        var (first, second) = await TwoLooksAsync(
            Answers.Page("<h1>Thread</h1> seen 12 times"), Answers.Page("<h2 class=x>thread</h2>SEEN 13 times"), [1], [1]);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Other_words_have_another_fingerprint()
    {
        var (first, second) = await TwoLooksAsync(Answers.Page("one"), Answers.Page("two"), [1], [1]);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Another_key_makes_another_fingerprint()
    {
        var (first, second) = await TwoLooksAsync(Answers.Page("one"), Answers.Page("one"), [1], [2]);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Without_a_key_there_is_none()
    {
        var (first, _) = await TwoLooksAsync(Answers.Page("one"), Answers.Page("one"), [], []);
        Assert.Null(first);
    }

    [Fact]
    public async Task A_character_set_of_the_old_web_is_understood()
    {
        var letters = "\u0441\u043b\u043e\u0432\u043e";
        var old = System.Text.CodePagesEncodingProvider.Instance.GetEncoding("windows-1251")!.GetBytes(letters);
        var (first, second) = await TwoLooksAsync(
            async context =>
            {
                context.Response.ContentType = "text/html; charset=windows-1251";
                await context.Response.Body.WriteAsync(old, context.RequestAborted);
            },
            Answers.Page(letters),
            [1],
            [1]);
        Assert.Equal(first, second);
    }

    private static async Task<(string? First, string? Second)> TwoLooksAsync(
        Microsoft.AspNetCore.Http.RequestDelegate first,
        Microsoft.AspNetCore.Http.RequestDelegate second,
        byte[] firstKey,
        byte[] secondKey)
    {
        await using var hosts = await ScriptedHosts.StartAsync("board.test");
        using var fetching = TestFetching.With(TestFetching.OpenTo(hosts));
        hosts["board.test"].On("/", Answers.Then(first, second));
        var url = hosts["board.test"].Url("/");
        return ((await fetching.LookAsync(url, firstKey)).Fingerprint, (await fetching.LookAsync(url, secondKey)).Fingerprint);
    }
}
