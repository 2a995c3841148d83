using System.Collections.Immutable;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;

namespace TakedownWorker.Tests.Fetching;

/// <summary>MON-43 on pages as sites write them: what is offered, and what is not.</summary>
public sealed class CompanionTests
{
    private const string Film = "<html><head><meta property='og:image' content='https://cdn.tube.test/stills/812.jpg'></head><body><main><h1>A talk</h1>";

    [Fact]
    public void The_sources_of_the_one_player_are_files_and_its_still_is_a_small_picture() => Assert.Equal(
        ["MediaFile https://cdn.tube.test/v/812-720.mp4", "MediaFile https://tube.test/v/812-360.webm", "Thumbnail https://tube.test/p/812.jpg", "Thumbnail https://cdn.tube.test/stills/812.jpg"],
        Of("https://tube.test/watch/812", Film + "<video poster='/p/812.jpg'><source src='//cdn.tube.test/v/812-720.mp4'><source src='/v/812-360.webm'></video></main>"));

    [Fact]
    public void A_page_with_two_players_names_none_of_them() => Assert.Empty(
        Of("https://tube.test/watch/812", "<main><video src='/v/1.mp4'></video><video src='/v/2.mp4'></video></main>"));

    [Fact]
    public void The_film_that_a_page_shares_is_a_file_when_it_is_one() => Assert.Equal(
        ["MediaFile https://cdn.tube.test/v/812.mp4"],
        Of("https://tube.test/watch/812", "<head><meta property='og:video' content='https://tube.test/embed/812'><meta property='og:video:url' content='https://cdn.tube.test/v/812.mp4'></head><main>A talk</main>"));

    [Fact]
    public void The_only_picture_of_the_main_part_is_a_file() => Assert.Equal(
        ["MediaFile https://i.pics.test/a/Xy81.png"],
        Of("https://pics.test/Xy81", "<header><img src='/logo.png'></header><main><img src='https://i.pics.test/a/Xy81.png'></main><footer><img src='/f.png'></footer>"));

    [Fact]
    public void A_picture_that_leads_to_its_file_is_the_small_one() => Assert.Equal(
        ["MediaFile https://pics.test/full/81.jpg", "Thumbnail https://pics.test/small/81.jpg"],
        Of("https://pics.test/81", "<main><a href='/full/81.jpg'><img src='/small/81.jpg'></a></main>"));

    [Fact]
    public void A_page_of_many_pictures_names_none() => Assert.Empty(
        Of("https://board.test/thread/7", "<main><a href='/f/1.jpg'><img src='/s/1.jpg'></a><a href='/f/2.jpg'><img src='/s/2.jpg'></a></main>"));

    [Fact]
    public void Of_a_thread_only_the_files_of_the_reported_post_are_named() => Assert.Equal(
        ["MediaFile https://board.test/f/2.jpg", "Thumbnail https://board.test/s/2.jpg"],
        Of("https://board.test/thread/7#p2", "<main><div id=p1><a href='/f/1.jpg'><img src='/s/1.jpg'></a></div><div id=p2><a href='/f/2.jpg'><img src='/s/2.jpg'></a></div></main>"));

    [Fact]
    public void An_empty_anchor_stands_for_the_post_around_it() => Assert.Equal(
        ["MediaFile https://board.test/f/2.jpg", "Thumbnail https://board.test/s/2.jpg"],
        Of("https://board.test/thread/7#post2", "<main><div><a name=post1></a><a href='/f/1.jpg'><img src='/s/1.jpg'></a></div><div><a name=post2></a><a href='/f/2.jpg'><img src='/s/2.jpg'></a></div></main>"));

    [Fact]
    public void An_anchor_that_is_not_on_the_page_names_no_file() => Assert.Empty(
        Of("https://board.test/thread/7#p9", "<main><div id=p1><a href='/f/1.jpg'><img src='/s/1.jpg'></a></div></main>"));

    [Fact]
    public void Pictures_beside_the_main_part_and_ornaments_are_not_files() => Assert.Empty(
        Of("https://board.test/text/1", "<head><meta property='og:image' content='/static/default-logo.png'></head><nav><a href='/x.jpg'><img src='/y.jpg'></a></nav><main><h1>Words</h1><img class=avatar src='/u/3.jpg'>only</main>"));

    [Fact]
    public void The_picture_that_a_page_of_text_shares_is_not_a_file() => Assert.Empty(
        Of("https://board.test/text/1", "<head><meta property='og:image' content='/covers/81.jpg'></head><main><h1>Words</h1>only words</main>"));

    [Fact]
    public void The_forms_for_small_screens_are_named() => Assert.Equal(
        ["AmpForm https://news.test/a/81/amp", "MobileForm https://m.news.test/a/81"],
        Of("https://news.test/a/81", "<head><link rel=amphtml href='/a/81/amp'><link rel=alternate media='only screen and (max-width: 640px)' href='https://m.news.test/a/81'></head><main>Words</main>"));

    [Fact]
    public void The_main_form_of_a_small_one_is_named() => Assert.Equal(
        ["MainForm https://www.news.test/a/81"],
        Of("https://m.news.test/a/81", "<head><link rel=canonical href='https://www.news.test/a/81'></head><main>Words</main>"));

    [Fact]
    public void The_same_path_at_another_domain_is_a_mirror() => Assert.Equal(
        ["Mirror https://tube.example/watch/812"],
        Of("https://tube-mirror.test/watch/812", "<head><link rel=canonical href='https://tube.example/watch/812'></head><main>Words</main>"));

    [Theory]
    [InlineData("https://news.test/a/81", "https://news.test/a/81-with-its-title")]
    [InlineData("https://news.test/a/81", "https://www.news.test/a/81")]
    [InlineData("https://news.test/", "https://parent-company.test/")]
    [InlineData("https://news.test/a/81", "https://other.test/b/12")]
    [InlineData("https://news.test/a/81", "javascript:void(0)")]
    public void Another_spelling_or_another_page_is_no_companion(string reported, string canonical) =>
        Assert.Empty(Of(reported, $"<head><link rel=canonical href='{canonical}'></head><main>Words</main>"));

    [Fact]
    public void Mirrors_that_a_platform_names_have_the_same_path()
    {
        var platform = new Platform { Id = "board", Mirrors = ["board.test", "board.example"] };
        Assert.Equal(
            ["Mirror https://board.example/t/7?p=2"],
            Named(CompanionFinder.Of(Page("https://www.board.test/t/7?p=2", "<main>Words</main>"), platform)));
    }

    [Fact]
    public void A_hostile_page_names_no_more_than_a_caseworker_can_look_at() => Assert.True(
        Of("https://tube.test/watch/812#p", "<main id=p>" + string.Concat(Enumerable.Range(0, 500).Select(i => $"<video src='/v/{i}.mp4' poster='/p/{i}.jpg'></video>")) + "</main>").Count <= Companion.Most);

    [Fact]
    public void The_marker_of_an_item_is_the_path_of_its_file_under_the_key()
    {
        ImmutableArray<Companion> one = [new(CompanionKind.MediaFile, "https://cdn1.tube.test/v/2026/812-720.mp4?token=a")];
        ImmutableArray<Companion> moved = [new(CompanionKind.MediaFile, "https://cdn9.tube.test/v/2026/812-720.mp4?token=b")];
        Assert.Equal(ItemMark.Of(one, [1, 2, 3]), ItemMark.Of(moved, [1, 2, 3]));
        Assert.NotEqual(ItemMark.Of(one, [1, 2, 3]), ItemMark.Of(one, [1, 2, 4]));
    }

    [Theory]
    [InlineData("https://cdn.tube.test/a.jpg", true)]
    [InlineData("https://cdn.tube.test/v/2026/812-720.mp4", false)]
    public void A_path_that_tells_nothing_and_a_missing_key_make_no_marker(string file, bool key) =>
        Assert.Null(ItemMark.Of([new Companion(CompanionKind.MediaFile, file)], key ? [1] : []));

    private static List<string> Of(string url, string html) => Named(CompanionFinder.Of(Page(url, html), null));

    private static List<string> Named(ImmutableArray<Companion> companions) => [.. companions.Select(c => $"{c.Kind} {c.Url}")];

    private static PageFacts Page(string url, string html) =>
        PageReader.Read(new PageFacts { Url = url, FinalUrl = url, Status = 200 }, "text/html", html);
}
