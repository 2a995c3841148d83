using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>An address that cannot exist beside a reported one, and the pattern for which its answer holds.</summary>
/// <param name="Url">To ask for.</param>
/// <param name="Pattern">Origin and path with the varying part left out: one answer serves all addresses of the pattern.</param>
internal sealed record Sibling(string Url, string Pattern);

/// <summary>
/// Makes siblings: the part that names the item is replaced by one of the same shape that nobody has. Nothing in it
/// tells who asks (DESIGN 4.11).
/// </summary>
internal static class SiblingAddress
{
    private const int LeastLetters = 10;
    private const int ManyDigits = 11;
    private static readonly SearchValues<char> NameSigns = SearchValues.Create("0123456789-_@~%+.,=");

    private const string Consonants = "bcdfghjklmnpqrstvwxz";

    /// <summary>Parts that name a kind or a view of items, not an item.</summary>
    private static readonly FrozenSet<string> Common = Set(
        "about", "summary", "profile", "profiles", "profil", "profilo", "perfil", "posts", "post", "video", "videos", "photo", "photos", "pics", "media", "view", "show", "info", "index", "home",
        "main", "overview", "activity", "all", "embed", "likes", "followers", "following", "friends", "comments", "comment", "details", "detail", "edit", "latest",
        "amp", "watch", "play", "player", "download", "downloads", "gallery", "galleries", "image", "images", "works", "user", "users", "u", "p", "t", "c", "s", "r", "v", "f", "d", "e", "i", "a", "b", "m",
        "member", "members", "account", "accounts", "people", "person", "author", "authors", "artist", "artists", "channel", "channels", "group", "groups",
        "forum", "forums", "board", "boards", "thread", "threads", "topic", "topics", "article", "articles", "blog", "blogs", "news", "item", "items", "id", "list", "lists",
        "gists", "repos", "portfolio", "projects", "project", "store", "shop", "collection", "collections", "album", "albums", "file", "files", "folder", "stats", "feed", "rss", "wall",
        "gaming", "games", "achievements", "badges", "favorites", "favourites", "reviews", "recipes", "stories", "story", "community", "web", "site", "pages", "page", "public", "content",
        "api", "v1", "v2", "v3", "v4", "rest", "json", "search", "tag", "tags", "category", "categories", "c-user", "membre", "utilisateur", "usuario", "usuarios", "benutzer", "nutzer", "uzivatel", "uzytkownik",
        "viewtopic", "showthread", "viewtopic.php", "en", "de", "fr", "es", "ru", "it", "pt", "pl", "nl", "ja", "us", "uk", "en-us", "en-gb", "data", "status", "statuses", "reel", "shorts", "live", "s1", "wiki", "w", "o", "g", "x", "www", "cgi-bin", "contributions", "resume", "cv", "bio", "links", "music", "tracks", "songs", "sets", "playlists", "events", "models", "designs", "questions", "answers", "card", "player_api", "author-articles", "profile-service", "shopdata", "social", "home-page", "timeline");

    /// <summary>Parameters that choose a view, a language or a way here.</summary>
    private static readonly FrozenSet<string> Views = Set(
        "page", "lang", "language", "hl", "locale", "sort", "order", "dir", "app", "do", "action", "act", "module", "controller", "section", "format", "view", "mode", "tab",
        "start", "offset", "limit", "per_page", "type", "rs", "fields", "callback", "_");

    /// <summary>Parameters that name an item.</summary>
    private static readonly FrozenSet<string> Items = Set(
        "id", "v", "t", "p", "u", "uid", "pid", "tid", "aid", "gid", "fid", "vid", "topic", "thread", "post", "user", "username", "name", "video",
        "viewkey", "album", "image", "photo", "account", "member", "key", "file", "slug", "actor", "handle", "profile", "title",
        "userid", "user_id", "story", "story_fbid", "item", "url", "path", "acct", "search", "query", "q", "keywords", "userhandles",
        "handles", "usernames", "nickname", "nick", "login", "value", "showtopic", "showuser", "author", "clip", "set", "pic", "img", "code", "hash", "ids", "owner", "who", "players", "screenname");

    /// <param name="url">The reported address.</param>
    /// <param name="number">0 for the first sibling, 1 for the second.</param>
    /// <param name="wide">
    /// Replaces every part that may name something. A page that is like its sibling, but not like the wide one, hangs on the
    /// other parts and may be live. Null where the sibling replaces everything already.
    /// </param>
    /// <returns>Null for a home page, and where the fragment chooses what is shown.</returns>
    public static Sibling? Of(ReportedUrl url, int number = 0, bool wide = false)
    {
        if (url.HasRouteFragment)
        {
            return null;
        }

        var seed = string.Create(CultureInfo.InvariantCulture, $"{number} {url.Path} {url.Query}");
        var parts = url.Path.Split('/');
        var pairs = (url.Query ?? "").Split('&').Select(p => p.Split('=', 2)).ToArray();
        var inQuery = Parameters(url, pairs);
        var inPath = Parts(parts);
        if (inQuery.Count + inPath.Count == 0 || (wide && inQuery.Count + inPath.Count == 1))
        {
            return null;
        }

        // A part of the path that looks like a name comes before a parameter that is not known to name something.
        var query = inQuery.Count > 0 && (inPath.Count == 0 || Items.Contains(Name(pairs[inQuery[0]])) || !inPath.Exists(i => IsName(parts[i])));
        return Make(url, parts, pairs, wide ? inPath : query ? [] : inPath.Take(1).ToList(), wide ? inQuery : query ? inQuery.Take(1).ToList() : [], seed);
    }

    private static Sibling Make(ReportedUrl url, string[] parts, string[][] pairs, List<int> inPath, List<int> inQuery, string seed)
    {
        var path = parts.Select((p, i) => inPath.Contains(i) ? Invent(p, seed) : p);
        var pattern = parts.Select((p, i) => inPath.Contains(i) ? "*" + Extension(p) : p);
        var query = pairs.Select((p, i) => inQuery.Contains(i) ? (p.Length == 2 ? p[0] + "=" : "") + Invent(p[^1], seed) : string.Join('=', p));
        var kept = pairs.Select((p, i) => inQuery.Contains(i) ? (p.Length == 2 ? p[0] : "") + "=*" : Views.Contains(p[0]) ? p[0] : string.Join('=', p));
        return new Sibling(
            url.Origin + string.Join('/', path) + (url.Query is null ? "" : "?" + string.Join('&', query)),
            url.Origin + string.Join('/', pattern) + (url.Query is null ? "" : "?" + string.Join('&', kept)));
    }

    /// <summary>Parameters that may name an item, the last first: the known ones first, then any that chooses no view.</summary>
    private static List<int> Parameters(ReportedUrl url, string[][] pairs)
    {
        if (url.QueryWithoutTracking.Length == 0)
        {
            return [];
        }

        var all = Enumerable.Range(0, pairs.Length).Reverse().Where(i => pairs[i][^1].Length > 0 && !Views.Contains(Name(pairs[i]))).ToList();
        return [.. all.OrderBy(i => Items.Contains(Name(pairs[i])) ? 0 : IsName(pairs[i][^1]) && !pairs[i][^1].All(char.IsAsciiDigit) ? 1 : 2)];
    }

    /// <summary>Parts of the path that may name an item, the last first; the last part of all when every one is a common word.</summary>
    private static List<int> Parts(string[] parts)
    {
        var given = Enumerable.Range(0, parts.Length).Reverse().Where(i => parts[i].Length > 0 && Extension(parts[i]) is not (".php" or ".asp" or ".aspx" or ".cgi" or ".jsp")).ToList();
        var own = given.Where(i => !Common.Contains(parts[i][..^Extension(parts[i]).Length].ToLowerInvariant())).ToList();
        return own.Count > 0 ? [.. own.OrderBy(i => IsName(parts[i]) ? 0 : 1)] : given.Take(1).ToList();
    }

    /// <summary>Looks like an item's own name rather than a word: digits, signs, capitals inside, or long.</summary>
    private static bool IsName(string part) => part.Length >= 16 || part.AsSpan().ContainsAny(NameSigns) || part.AsSpan(Math.Min(1, part.Length)).ContainsAnyInRange('A', 'Z');

    private static string Name(string[] pair) => pair[0].TrimEnd(']', '[').ToLowerInvariant();

    /// <summary>The same shape: digits for digits, letters for letters, punctuation and file ending kept.</summary>
    private static string Invent(string part, string seed)
    {
        var ending = Extension(part);
        var stem = part[..^ending.Length];
        var prefix = Math.Max(stem.TakeWhile(c => c is '@' or '~' or '+').Count(), stem.AsSpan().LastIndexOfAny(",=:") + 1);
        var body = stem[prefix..];
        var invented = body.Length > 0 && body.All(char.IsAsciiDigit) ? Number(body, seed) : Word(body, seed);
        return stem[..prefix] + invented + ending;
    }

    /// <summary>Short numbers grow to ten digits below 2^31; long ones keep their length.</summary>
    private static string Number(string body, string seed)
    {
        var random = Bytes(seed);
        var length = body.Length >= ManyDigits ? body.Length : 10;
        var lead = body.Length >= ManyDigits ? body[..2] : "19";
        return lead + string.Concat(Enumerable.Range(0, length - 2).Select(i => (char)('0' + (random[i % random.Length] % 10))));
    }

    private static string Word(string body, string seed)
    {
        var random = Bytes(seed);
        var result = new StringBuilder();
        for (var i = 0; i < Math.Max(body.Length, LeastLetters) && i < 60; i++)
        {
            var like = i < body.Length ? body[i] : 'a';
            var letter = Consonants[random[i % random.Length] % Consonants.Length];
            result.Append(like switch
            {
                '-' or '_' or '.' when i > 0 => like,
                _ when char.IsAsciiDigit(like) => (char)('0' + (random[i % random.Length] % 10)),
                _ when char.IsAsciiLetterUpper(like) => char.ToUpperInvariant(letter),
                _ => letter,
            });
        }

        return result.ToString();
    }

    private static byte[] Bytes(string seed) => SHA256.HashData(Encoding.UTF8.GetBytes(seed));

    private static string Extension(string part)
    {
        var dot = part.LastIndexOf('.');
        return dot > 0 && part.Length - dot is >= 3 and <= 6 && part.AsSpan(dot + 1).ContainsAnyExceptInRange('0', '9')
            && part[(dot + 1)..].All(char.IsAsciiLetterOrDigit) ? part[dot..] : "";
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
