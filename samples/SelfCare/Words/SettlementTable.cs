using Spectre.Console;

namespace SelfCare;

/// <summary>The settlement of an account as a table that a customer understands: a line for each step of the sum, and the sum.</summary>
internal static class SettlementTable
{
    public static Table Of(string heading, ValueList<SettlementLine> lines, Money net, Phrases say)
    {
        var table = new Table { Border = TableBorder.Simple }
            .AddColumn(Markup.Escape(heading))
            .AddColumn(new TableColumn(say.Text("amount")).RightAligned());
        foreach (var line in lines)
            table.AddRow(Markup.Escape(say.Explain(line)), say.Amount(line.Amount));
        return table.AddRow($"[bold]{say.Text(net.IsNegative ? "toPay" : "leftForYou")}[/]", $"[bold]{say.Amount(net.Abs())}[/]");
    }
}
