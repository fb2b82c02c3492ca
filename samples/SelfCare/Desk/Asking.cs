using Spectre.Console;

namespace SelfCare;

/// <summary>The few ways in which a person is asked. What was chosen stays on the screen below the question.</summary>
internal sealed class Asking(IAnsiConsole console, Phrases say)
{
    private const int PageSize = 15;

    public T Choose<T>(string title, IReadOnlyCollection<T> items, Func<T, string> words)
        where T : notnull
    {
        var prompt = new SelectionPrompt<T>
        {
            Title = $"[bold]{Markup.Escape(title)}[/]",
            PageSize = PageSize,
            Converter = item => Markup.Escape(words(item)),
            MoreChoicesText = $"[grey]{Markup.Escape(say.Text("deskScroll"))}[/]",
            SearchEnabled = true,
            SearchPlaceholderText = $"[grey]{Markup.Escape(say.Text("deskSearch"))}[/]",
            WrapAround = true,
        };
        prompt.AddChoices(items);
        var chosen = console.Prompt(prompt);
        console.MarkupLine($"[bold]{Markup.Escape(title)}[/] [teal]{Markup.Escape(words(chosen))}[/]");
        return chosen;
    }

    /// <summary>Some of the items, or none.</summary>
    public IReadOnlyList<T> ChooseAny<T>(string title, IReadOnlyCollection<T> items, Func<T, string> words)
        where T : notnull
    {
        var prompt = new MultiSelectionPrompt<T>
        {
            Title = $"[bold]{Markup.Escape(title)}[/]",
            PageSize = PageSize,
            Required = false,
            Converter = item => Markup.Escape(words(item)),
            MoreChoicesText = $"[grey]{Markup.Escape(say.Text("deskScroll"))}[/]",
            InstructionsText = $"[grey]{Markup.Escape(say.Text("deskSpace"))}[/]",
        };
        prompt.AddChoices(items);
        return console.Prompt(prompt);
    }

    public bool Confirm(string question, bool preset = true)
    {
        var (yes, no) = (say.Text("deskYes"), say.Text("deskNo"));
        return Choose<string>(question, preset ? [yes, no] : [no, yes], word => word) == yes;
    }

    /// <param name="label">What is asked for.</param>
    /// <param name="preset">What an empty line means; null if nothing.</param>
    /// <param name="example">How it is written; null where that is plain.</param>
    /// <param name="isEmptyAllowed">Whether an empty line is an answer.</param>
    public string Text(string label, string? preset, string? example, bool isEmptyAllowed)
    {
        var hint = example is null ? "" : $" [grey]({Markup.Escape(example)})[/]";
        var prompt = new TextPrompt<string>($"[bold]{Markup.Escape(label)}[/]{hint}") { AllowEmpty = true };
        if (!isEmptyAllowed)
        {
            var needed = ValidationResult.Error($"[red]{Markup.Escape(say.Text("deskNeeded", example ?? label))}[/]");
            prompt.Validate(text => string.IsNullOrWhiteSpace(text) ? needed : ValidationResult.Success());
        }

        if (preset is not null)
            prompt.DefaultValue(preset);
        return console.Prompt(prompt).Trim();
    }
}
