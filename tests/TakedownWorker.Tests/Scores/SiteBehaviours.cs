using Microsoft.AspNetCore.Http;
using TakedownWorker.Tests.Support;
using static TakedownWorker.Tests.Scores.CheckedPage;

namespace TakedownWorker.Tests.Scores;

/// <summary>One observed behaviour of a real site, built to be asked.</summary>
/// <param name="Says">Words of the observation; with the site they name the row.</param>
/// <param name="Host">The host that answers.</param>
/// <param name="Path">The address that is looked at.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Right">Verdicts that are right, with a reason where it matters.</param>
internal sealed record SiteBehaviour(string Says, string Host, string Path, RequestDelegate Answer, params string[] Right)
{
    /// <summary>What other addresses answer: by default all that cannot exist are answered alike.</summary>
    public RequestDelegate? Others { get; init; }

    /// <summary>Further addresses that the answer leads to.</summary>
    public (string Path, RequestDelegate Answer)[] Then { get; init; } = [];
}

/// <summary>
/// How each row of <c>gone-signatures/site-behaviours.json</c> is played. The rows are facts about answers, not pages: around them
/// stands a page as the site could have it. Where the fact alone cannot be told from a fault, inconclusive is right as well.
/// </summary>
internal static class SiteBehaviours
{
    private const string Home = "<title>Site</title><h1>Site</h1><p>New today, most read, and what members say.</p>";

    /// <summary>Rows that are a reference to a table of their own.</summary>
    public static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["t.me"] = "telegram/embed-verdicts.json is played by TableScores",
        ["discourse"] = "discourse/anonymous-truth-table.json is played by TableScores",
    };

    public static readonly SiteBehaviour[] All = [.. Files(), .. Networks(), .. Forums(), .. Walls()];

    public static RequestDelegate HomePage => Answers.Page(Home);

    private static SiteBehaviour[] Files() =>
    [
        new("removed.png", "i.imgur.com", "/a8Kd2fQ.jpg", Answers.Redirect("/removed.png"), "gone") { Then = [("/removed.png", Page(200, "x", "image/png"))] },
        new("maint.mp4", "media.bunkr.si", "/kettle-17.mp4", Answers.Redirect("/maint.mp4"), "unreachable") { Then = [("/maint.mp4", Page(200, "x", "video/mp4"))] },
        new("API answers 400", "api.bunkr.si", "/api/album/17", Page(400, "{}", "application/json"), "gone", "inconclusive"),
        new("HTTP 410", "erome.com", "/a/Kd2f", Page(410, "<h1>Album deleted by its owner</h1>"), "gone"),
        new("answers 301", "kettle.imgbb.com", "/", Answers.Status(301, ("Location", "/home")), "gone", "inconclusive") { Then = [("/home", HomePage)] },
        new("answers 302", "amber.imgbb.com", "/albums", Answers.Redirect("/login"), "withheld/login-wall") { Then = [("/login", Answers.Page(Home))] },
        new("answers 302", "birch.imgbb.com", "/albums", Answers.Redirect("/"), "withheld/login-wall"),
        new("specified gallery could not be found", "imgbox.com", "/g/Kd2f8", Answers.Page("<title>imgbox</title><p>The specified gallery could not be found.</p>"), "gone"),
        new("<title>Not Found</title>", "imgchest.com", "/p/Kd2f8", Answers.Page("<title>Not Found</title><p></p>"), "gone"),
        new("error-page or", "motherless.com", "/ABC17", Answers.Page("<title>Motherless</title><div class=\"error-page\"><p>The page you're looking for cannot be found.</p></div>"), "gone"),
        new("without the media element", "fapello.com", "/amber/17", Answers.Page("<title>Fapello</title><h1>Fapello</h1><p>More posts</p>"), "gone"),
        new("\"Not Found\" in page", "thefap.net", "/amber-17/i3", Answers.Page("<title>TheFap</title><p>Not Found</p>"), "gone"),
        new("photo page: 404", "www.imagefap.com", "/photo/17", Answers.Page("<title>(Picture 1) uploaded by  on ImageFap.com</title><p>The image you are trying to access does not exist</p>"), "gone"),
        new("vid_duration", "imagefap.com", "/video.php?vid=17", Answers.Page($"<title>Kettle</title><h1>Kettle</h1><table><td id=\"vid_duration\">00:00</td></table><p>{Prose}</p>"), "gone"),
        new("error-notFound", "api.gofile.io", "/contents/17", Page(200, "{\"status\":\"error-notFound\",\"data\":{}}", "application/json"), "gone"),
        new("error-passwordRequired", "api.gofile.io", "/contents/17", Page(200, "{\"status\":\"error-passwordRequired\",\"data\":{}}", "application/json"), "withheld/login-wall"),
        new("body exactly \"not found\"", "kemono.su", "/patreon/user/17", Answers.Page("not found"), "gone"),
        new("albumpass", "amber.pixnet.net", "/album/set/17", Answers.Page("<title>Album</title><form><input type=password name=\"albumpass\"></form>"), "withheld/login-wall"),
        new("ユーザー情報が取得出来ませんでした", "seiga.nicovideo.jp", "/user/illust/17", Answers.Page("<title>ニコニコ静画</title><p>ユーザー情報が取得出来ませんでした</p>"), "gone"),
        new("class=\"error404", "www.mangaread.org", "/manga/kettle", Answers.Page("<title>Manga</title><body class=\"error404 wp\"><p>Oops</p></body>"), "gone"),
        new("video_removed_dmca.jpg", "tube.test", "/video/17", Answers.Page("<title>Tube</title><img src=\"/img/video_removed_dmca.jpg\">"), "gone"),
        new("video_removed_dmca.jpg", "tube.test", "/video/18", Answers.Page("<title>Tube</title><div class=\"error\">We're sorry</div>"), "gone"),
        new("video_removed_dmca.jpg", "tube.test", "/video/19", Answers.Page("<title>Tube</title><h2>404 Error Page</h2>"), "gone"),
        new("Файла не существует", "file.karelia.ru", "/kd2f17/", Answers.Page("<title>Файлы</title><p>Файла не существует или он был удалён с сервера</p>"), "gone"),
    ];

    private static SiteBehaviour[] Networks() =>
    [
        new("redirect to /login", "www.facebook.com", "/amber/posts/17", Answers.Redirect("/login/?next=17"), "withheld/login-wall") { Then = [("/login/", Answers.Page(Home))] },
        new("CometErrorRoot", "www.facebook.com", "/amber/posts/18", Answers.Page("<title>Facebook</title><script>{\"__dr\":\"CometErrorRoot.react\"}</script>"), "withheld/bot-wall"),
        new("Page Not Found</title>", "www.facebook.com", "/amber/posts/19", Answers.Page("<title>Page Not Found</title>"), "gone"),
        new("isn't available right now", "www.facebook.com", "/amber/posts/20", Answers.Page("<title>Facebook</title><script>{\"props\":{\"title\":\"This content isn't available right now\"}}</script>"), "withheld", "inconclusive"),
        new("/accounts/login/", "www.instagram.com", "/p/17/", Answers.Redirect("/accounts/login/"), "withheld/login-wall") { Then = [("/accounts/login/", Answers.Page(Home))] },
        new("redirect to /challenge/", "www.instagram.com", "/p/18/", Answers.Redirect("/challenge/"), "withheld/bot-wall") { Then = [("/challenge/", Answers.Page(Home))] },
        new("redirect to the home page", "www.instagram.com", "/p/19/", Answers.Redirect("/"), "inconclusive", "withheld"),
        new("redirect to /login", "www.tiktok.com", "/@amber/video/17", Answers.Redirect("/login?redirect=17"), "withheld/login-wall") { Then = [("/login", Answers.Page(Home))] },
        new("{\"error\":404}", "www.reddit.com", "/r/tea/comments/17.json", Page(200, "{\"error\":404}", "application/json"), "gone"),
        new("{\"error\":403}", "www.reddit.com", "/r/tea/comments/18.json", Page(403, "{\"reason\":\"private\",\"error\":403}", "application/json"), "withheld/login-wall"),
        new("{\"error\":403}", "www.reddit.com", "/r/tea/comments/19.json", Page(403, "{\"reason\":\"quarantined\",\"error\":403}", "application/json"), "withheld/login-wall"),
        new("gallery item status", "www.reddit.com", "/r/tea/comments/20", Answers.Page($"<title>Tea</title><h1>Tea</h1><p>{Prose}</p>"), "gone", "inconclusive")
        {
            Then = [("/r/tea/comments/20.json", Page(200, "[{\"data\":{\"children\":[{\"data\":{\"id\":\"20\",\"is_gallery\":true,\"media_metadata\":{\"k\":{\"status\":\"failed\"}}}}]}}]", "application/json"))],
        },
        new("\"error-page\"", "ok.ru", "/video/17", Answers.Page("<title>OK</title><div class=\"error-page\"><p>Page</p></div>"), "gone"),
        new("has been restricted", "ok.ru", "/video/18", Answers.Page("<title>OK</title><div>Access to this video has been restricted</div>"), "withheld", "gone", "inconclusive"),
    ];

    private static SiteBehaviour[] Forums() =>
    [
        new("data-content=\"post-N\" is missing", "forum.test", "/threads/tea.3/post-17", Answers.Page($"<html id=XF><h1>Tea</h1><article class=message data-content=\"post-16\">{Prose}</article></html>"), "gone"),
        new("403 with", "forum.test", "/threads/tea.4/", Page(403, "<html id=XF><a>Log in</a></html>"), "withheld/login-wall"),
        new("403 with", "forum.test", "/threads/tea.5/", Answers.Redirect("/register"), "withheld/login-wall") { Then = [("/register", Answers.Page("<html id=XF><h1>Register</h1></html>"))] },
        new("elComment_N", "www.bellazon.com", "/main/topic/3-tea/#comment-17", Answers.Page($"<body class=ipsApp><h1>Tea</h1><article id=elComment_16>{Prose}</article>"), "gone"),
    ];

    private static SiteBehaviour[] Walls() =>
    [
        new("Age Verification<", "www.eporner.com", "/video-17/kettle/", Answers.Page("<title>Kettle</title><h1>Age Verification</h1><p>Enter</p>"), "withheld/age-gate"),
        new("/human-verification", "www.imagefap.com", "/photo/18", Answers.Redirect("/human-verification"), "withheld/bot-wall") { Then = [("/human-verification", Answers.Page(Home))] },
        Redirected("redirect to /ageGate", "www.webtoons.com", "/ageGate", "withheld/age-gate"),
        Redirected("redirect to /verify_subscriber", "subscribestar.adult", "/verify_subscriber", "withheld/login-wall"),
        Redirected("redirect to /age_confirmation_warning", "subscribestar.adult", "/age_confirmation_warning", "withheld/age-gate"),
        Redirected("redirect to login.sina.com", "weibo.com", "/signin", "withheld/login-wall"),
        Redirected("redirect to /challenge.html", "vk.com", "/challenge.html", "withheld/bot-wall"),
        Redirected("redirect to /system/recaptcha", "xfolio.jp", "/system/recaptcha", "withheld/bot-wall"),
        Redirected("redirect to /users/login", "www.deviantart.com", "/users/login", "withheld/login-wall"),
        new("cf-mitigated: challenge", "wall.test", "/17", Page(403, "<p>x</p>", headers: [("Server", "cloudflare"), ("cf-mitigated", "challenge")]), "withheld/bot-wall"),
        new("cf-mitigated: challenge", "wall.test", "/18", Page(503, "<script>window._cf_chl_opt={}</script>", headers: ("Server", "cloudflare")), "withheld/bot-wall"),
        new("captcha-bypass", "wall.test", "/19", Page(403, "<input name=\"captcha-bypass\">"), "withheld/bot-wall"),
        new("js-challenge", "wall.test", "/20", Page(403, "<script src=\"/ddos-guard/js-challenge/x.js\"></script>", headers: ("Server", "ddos-guard")), "withheld/bot-wall"),
    ];

    private static SiteBehaviour Redirected(string says, string host, string to, string right) =>
        new(says, host, "/item/17", Answers.Redirect(to), right) { Then = [(to, Answers.Page(Home))] };
}
