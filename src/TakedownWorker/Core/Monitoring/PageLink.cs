namespace TakedownWorker.Core.Monitoring;

/// <summary>Where on a page an address of a file or of another form of the page stands.</summary>
internal enum PageLinkKind
{
    /// <summary>A source of a player in the main part.</summary>
    Player,

    /// <summary>The still picture of a player.</summary>
    Poster,

    /// <summary>A picture in the main part that is no ornament.</summary>
    Picture,

    /// <summary>A file that a picture in the main part leads to.</summary>
    Enlarged,

    /// <summary>The picture that leads to a file.</summary>
    Preview,

    /// <summary>The film that the page names to those who share it (og:video).</summary>
    SharedFilm,

    /// <summary>The picture that the page names to those who share it (og:image).</summary>
    SharedPicture,

    /// <summary>link rel=amphtml.</summary>
    Amp,

    /// <summary>link rel=alternate for small screens.</summary>
    Handheld,
}

/// <summary>An address that a page names, as written there.</summary>
internal readonly record struct PageLink(PageLinkKind Kind, string Address);
