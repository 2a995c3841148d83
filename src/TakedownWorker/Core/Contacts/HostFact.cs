using NodaTime;

namespace TakedownWorker.Core.Contacts;

/// <summary>What a party did with a letter, or what became of the material after one.</summary>
internal enum HostFactKind
{
    /// <summary>Its server or form took a letter.</summary>
    Accepted,

    /// <summary>It said anything at all: an acknowledgement, a claim, a refusal.</summary>
    Answered,
    Refused,

    /// <summary>A letter could not be delivered for good.</summary>
    Bounced,

    /// <summary>Material that it was written to about is proven removed.</summary>
    Removed,

    /// <summary>Material that it was written to about is proven back.</summary>
    Returned,
}

/// <summary>One thing that is learnt about a party from one case. Holds nothing of the case.</summary>
/// <param name="Party">Id of the directory, else the registrable domain.</param>
/// <param name="IsListed">The directory knows the party: its name is public.</param>
/// <param name="Route">Key of the route, for facts about a letter.</param>
/// <param name="After">Of a removal: from the first letter to the party to the first look that found it gone.</param>
internal sealed record HostFact(
    PartyRole Role, string Party, bool IsListed, HostFactKind Kind, Instant At, string? Route = null, Duration? After = null);
