namespace TakedownWorker.Core.Notices;

/// <summary>What letters say about the organisation that sends them.</summary>
/// <param name="Name">As it may stand in a letter.</param>
/// <param name="Signatory">A role or a registered pseudonym, never a caseworker's own name (DESIGN 4.3); empty until configured.</param>
/// <param name="FromAddress">Bare address that letters come from.</param>
/// <param name="Telephone">Main line of the organisation; null: none is given.</param>
/// <param name="HotlineText">The organisation's own steps when a person may be under 18, for briefings only; null: none configured.</param>
/// <param name="VerifyHint">How a recipient can check that we are who we say, without using anything in the letter; null: the general sentence.</param>
internal sealed record OrganisationFacts(
    string Name, string Signatory, string FromAddress, string? Telephone = null, string? VerifyHint = null,
    string? HotlineText = null)
{
    /// <summary>Domain of <see cref="FromAddress"/>: of Message-IDs and of the addresses with tokens.</summary>
    public string MailDomain => FromAddress[(FromAddress.LastIndexOf('@') + 1)..];
}
