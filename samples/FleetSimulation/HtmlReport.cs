using System.Globalization;
using System.Net;
using System.Text;

namespace FleetSimulation;

/// <summary>Writes a report as one page that needs nothing else: styles and drawings are in it, scripts there are none.</summary>
internal sealed class HtmlReport(Report report)
{
    private const int Top = 8;
    private const int PlotHeight = 220;
    private const int Height = Top + PlotHeight + 22;
    private const int Lines = 4;
    private const int MostLabels = 12;

    private readonly StringBuilder _html = new();

    public string Write()
    {
        using var styles = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("page.css")!);
        Line($"""
            <!doctype html>
            <html lang="{report.Language}">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>{report.Title}</title>
            <style>
            """);
        _html.Append(styles.ReadToEnd());
        Line($"</style>\n</head>\n<body>\n<main>\n<header><h1>{report.Title}</h1><p>{report.Subtitle}</p></header>\n<dl class=\"figures\">");
        foreach (var (name, value, share) in report.Figures)
            Line($"<div><dt>{name}</dt><dd>{value} <small>{share}</small></dd></div>");
        Line($"</dl>");
        foreach (var chart in report.ByMonth)
            WriteColumns(chart);
        Line($"<div class=\"pair\">");
        foreach (var chart in report.ByReason.Where(chart => chart.Labels.Count > 0))
            WriteBars(chart);
        WriteLedger();
        Line($"</div>");
        WriteTable();
        Line($"<footer class=\"{(report.Faults.Count == 0 ? "right" : "wrong")}\"><p>{report.Verdict}</p><p>{report.Counted}</p></footer>\n</main>\n</body>\n</html>");
        return _html.ToString();
    }

    /// <summary>Columns by month. All that is across is a share of the width, so that letters keep their size on any screen.</summary>
    private void WriteColumns(Chart chart)
    {
        var (least, most, step) = Scale(chart);
        decimal Y(decimal value) => Top + (PlotHeight * (most - value) / (most - least));
        var (beside, room) = chart.IsWhole ? (1, 0.7m) : (chart.Series.Count, 0.8m);
        var slot = 100m / chart.Labels.Count;
        var width = slot * room / beside;
        var every = (chart.Labels.Count + MostLabels - 1) / MostLabels;

        Line($"<figure><figcaption><h2>{chart.Title}</h2>\n<p class=\"legend\">");
        foreach (var (i, series) in chart.Series.Index())
            Line($"<span><svg width=\"10\" height=\"10\" aria-hidden=\"true\"><rect class=\"s{i}\" width=\"10\" height=\"10\" rx=\"2\"/></svg>{series.Name}</span>");
        Line($"</p>\n</figcaption>\n<div class=\"plot\"><svg class=\"axis\" width=\"64\" height=\"{Height}\" aria-hidden=\"true\">");
        for (var value = least; value <= most; value += step)
            Line($"<text x=\"56\" y=\"{Y(value) + 4}\" text-anchor=\"end\">{value.ToString(step < 1 ? "N1" : "N0", report.Culture)}</text>");
        Line($"</svg>\n<svg width=\"100%\" height=\"{Height}\" role=\"img\">\n<title>{chart.Title}</title>");
        for (var value = least; value <= most; value += step)
            Line($"<line class=\"{(value == 0 ? "zero" : "grid")}\" x1=\"0\" x2=\"100%\" y1=\"{Y(value)}\" y2=\"{Y(value)}\"/>");
        for (var place = 0; place < chart.Labels.Count; place++)
        {
            var end = 0m;
            foreach (var (i, series) in chart.Series.Index().Where(each => each.Item.Values[place] != 0))
            {
                var start = chart.IsWhole ? end : 0;
                end = start + series.Values[place];
                Line($"<rect class=\"s{i}\" x=\"{(slot * (place + ((1 - room) / 2))) + (width * (i % beside))}%\" width=\"{width}%\" y=\"{Y(Math.Max(start, end))}\" height=\"{Math.Abs(Y(start) - Y(end))}\">");
                Line($"<title>{chart.Labels[place]}, {series.Name}: {series.Values[place].ToString(chart.Format, report.Culture)}</title></rect>");
            }

            if (place % every == 0)
                Line($"<text class=\"{(place / every % 2 == 0 ? "even" : "odd")}\" x=\"{slot * (place + 0.5m)}%\" y=\"{Height - 5}\" text-anchor=\"middle\">{chart.ShortLabels[place]}</text>");
        }

        Line($"</svg></div>\n</figure>");
    }

    private void WriteBars(Chart chart)
    {
        Line($"<figure><figcaption><h2>{chart.Title}</h2></figcaption>\n<ul class=\"bars\">");
        foreach (var (label, value) in chart.Labels.Zip(chart.Series[0].Values))
        {
            Line($"<li><span>{label}</span><b>{value.ToString(chart.Format, report.Culture)}</b><svg width=\"100%\" height=\"8\" aria-hidden=\"true\">");
            Line($"<rect class=\"track\" width=\"100%\" height=\"8\" rx=\"2\"/><rect class=\"s0\" width=\"{(chart.Most == 0 ? 0 : value / chart.Most * 100)}%\" height=\"8\" rx=\"2\"/></svg></li>");
        }

        Line($"</ul>\n</figure>");
    }

    private void WriteLedger()
    {
        Line($"<section><h2>{report.Text("accounts.title")}</h2>\n<table class=\"accounts\">");
        foreach (var (name, amount, isSum) in report.Ledger)
            Line($"<tr class=\"{(isSum ? "sum" : "")}\"><th scope=\"row\">{name}</th><td>{amount}</td></tr>");
        Line($"</table></section>");
    }

    /// <summary>What the pictures show, for who can't see them or wants the figures.</summary>
    private void WriteTable()
    {
        var charts = report.ByMonth;
        Line($"<details><summary>{report.Text("table")}</summary>\n<div class=\"wide\"><table>\n<thead><tr><th></th>");
        foreach (var chart in charts)
            Line($"<th colspan=\"{chart.Series.Count}\" scope=\"colgroup\">{chart.Title}</th>");
        Line($"</tr>\n<tr><th scope=\"col\">{report.Text("table.month")}</th>");
        foreach (var series in charts.SelectMany(chart => chart.Series))
            Line($"<th scope=\"col\">{series.Name}</th>");
        Line($"</tr></thead>\n<tbody>");
        foreach (var (place, month) in charts[0].Labels.Index())
        {
            Line($"<tr><th scope=\"row\">{month}</th>");
            foreach (var (chart, series) in charts.SelectMany(chart => chart.Series.Select(series => (chart, series))))
                Line($"<td>{series.Values[place].ToString(chart.Format, report.Culture)}</td>");
            Line($"</tr>");
        }

        Line($"</tbody></table></div></details>");
    }

    /// <summary>Where an axis begins and ends, and its steps: 1, 2 or 5 and zeros.</summary>
    private static (decimal Least, decimal Most, decimal Step) Scale(Chart chart)
    {
        var rough = Math.Max(chart.Most - chart.Least, 1) / Lines;
        var power = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)rough)));
        var step = power * (rough <= power ? 1 : rough <= power * 2 ? 2 : rough <= power * 5 ? 5 : 10);
        var least = Math.Floor(chart.Least / step) * step;
        return (least, least + (Math.Max(1, Math.Ceiling((chart.Most - least) / step)) * step), step);
    }

    /// <summary>Adds a line of HTML, in which texts are escaped and numbers are written as SVG has them.</summary>
    private void Line(FormattableString html)
    {
        var facts = html.GetArguments().Select(fact => fact is decimal number ? number.ToString("0.##", CultureInfo.InvariantCulture) : WebUtility.HtmlEncode($"{fact}"));
        _html.AppendFormat(CultureInfo.InvariantCulture, html.Format, [.. facts]).Append('\n');
    }
}
