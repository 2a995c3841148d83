using System.CommandLine;
using System.CommandLine.Parsing;
using TakedownWorker.Core;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary>
/// <c>notice preview</c>: the letter as it would go, or what it lacks (exit 1). Of a case by its reference, or of one
/// address with the facts of a file, which needs no database. Nothing is sent, nothing is stored.
/// </summary>
internal static class NoticePreviewCommand
{
    private static readonly Argument<string?> Reference = new("REF")
    {
        Description = "A case: its next letters, as they would go.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Url = new("--url") { Description = "The reported address; instead of REF." };

    private static readonly Option<string> Basis = new("--basis")
    {
        Description = "Id of the legal basis.", DefaultValueFactory = _ => "generic-aup",
    };

    private static readonly Option<string> Language = new("--lang") { Description = "Language of the letter.", DefaultValueFactory = _ => "en" };

    private static readonly Option<string?> Facts = new("--facts") { Description = "File with one case as JSON, names as in case import." };

    private static readonly Option<bool> Specimen = new("--specimen") { Description = "Harmless facts stand for those not given." };

    private static readonly Option<bool> Json = new("--json") { Description = "As JSON, one letter a line." };

    public static Command Create(ICommandServices services)
    {
        var preview = new Command("preview", "The letter as it would go, or what it lacks. Sends nothing.")
        {
            Reference, Url, Basis, Language, Facts, Specimen, Json,
        };
        preview.Validators.Add(OneOfBoth);
        preview.SetAction((parsed, cancellationToken) => parsed.GetValue(Reference) is { } reference
            ? OfCaseAsync(services, reference, parsed.GetValue(Json), cancellationToken)
            : PrintAsync([Render(services, parsed)], null, parsed.GetValue(Json)));
        return preview;
    }

    private static void OneOfBoth(CommandResult given)
    {
        var hasReference = given.GetValue(Reference) is not null;
        if (hasReference == given.GetValue(Url) is not null)
        {
            given.AddError("Give either the reference of a case or --url with an address.");
        }
        else if (hasReference && (given.GetValue(Facts) is not null || given.GetValue(Specimen) || IsGiven(given, Basis) || IsGiven(given, Language)))
        {
            given.AddError("--basis, --lang, --facts and --specimen go with --url: a case has its own facts, and the rules choose its basis and language.");
        }
    }

    private static bool IsGiven(CommandResult given, Option option) => given.GetResult(option) is { Implicit: false };

    private static async Task<int> OfCaseAsync(ICommandServices services, string reference, bool json, CancellationToken cancellationToken)
    {
        var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
        var id = await desk.IdAsync(reference, cancellationToken) ?? throw new CommandException(CaseDesk.Unknown(reference));
        var letters = services.Get<LetterPreview>();
        var expected = await CaseCommands.OrFailAsync(letters.OfAsync(id, cancellationToken));
        return await PrintAsync([.. expected.Letters], expected.At, json);
    }

    private static async Task<int> PrintAsync(NoticePreview[] letters, DateTimeOffset? at, bool json)
    {
        foreach (var letter in letters)
        {
            if (json)
            {
                await Output.JsonAsync(letter);
            }
            else if (letter.Missing.IsEmpty)
            {
                var when = at is null ? "" : $"Not before {Output.Time(at)}, if every address is live then.\n";
                await Output.LineAsync($"{when}Kind: {letter.Kind} under {letter.Basis}\nTo: {letter.To}\nSubject: {letter.Subject}\n\n{letter.Text}");
            }
        }

        string[] missing = [.. letters.SelectMany(l => l.Missing).Distinct(StringComparer.Ordinal)];
        if (missing.Length == 0)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync($"takedown: The letter cannot be written: missing {string.Join(", ", missing)}.");
        return 1;
    }

    private static NoticePreview Render(ICommandServices services, ParseResult parsed)
    {
        try
        {
            return services.Get<INoticePreview>().Preview(new NoticePreviewRequest(
                parsed.GetValue(Url)!, parsed.GetValue(Basis)!, parsed.GetValue(Language)!, Read(parsed.GetValue(Facts)), parsed.GetValue(Specimen)));
        }
        catch (ArgumentException e)
        {
            throw new CommandException(WithoutParameter(e));
        }
    }

    /// <summary>The framework adds the name of the code's parameter, which means nothing to whoever typed the command.</summary>
    private static string WithoutParameter(ArgumentException e) =>
        e.ParamName is null ? e.Message : e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal);

    private static string? Read(string? file)
    {
        try
        {
            return file is null ? null : File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The file '{file}' cannot be read ({e.GetType().Name}). Check its name and permissions.");
        }
    }
}
