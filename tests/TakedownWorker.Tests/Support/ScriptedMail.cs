using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Support;

/// <summary>A letter as a server received it.</summary>
internal sealed record Received(OutgoingLetter Letter, int Try, bool Marked);

/// <summary>The mail server of a story: receives, refuses, or leaves a letter in doubt as scripted.</summary>
internal sealed class ScriptedMail : IMailSender
{
    private readonly List<Received> received = [];

    /// <summary>Everything any server received, repeats included.</summary>
    public IReadOnlyList<Received> All => received;

    /// <summary>Letters to hosts, without briefings.</summary>
    public IEnumerable<Received> Letters => received.Where(r => !r.Letter.AutoSubmitted);

    public IEnumerable<Received> Briefings => received.Where(r => r.Letter.AutoSubmitted);

    /// <summary>What the server answers; null: it accepts.</summary>
    public Func<SendTry, SendResult?>? Answer { get; set; }

    /// <summary>What happens in the world when a letter arrives.</summary>
    public Action<OutgoingLetter>? Arrived { get; set; }

    public Task<SendResult> SendAsync(SendTry attempt, CancellationToken cancellationToken)
    {
        var answer = Answer?.Invoke(attempt);
        if (answer is null or SendResult.Unknown)
        {
            received.Add(new Received(attempt.Letter, attempt.Number, attempt.PossibleDuplicate));
            Arrived?.Invoke(attempt.Letter);
        }

        return Task.FromResult(answer ?? new SendResult.Accepted("hash", "250 2.0.0 ok"));
    }
}
