using System.Text.Json;
using SelfCare;

namespace EsimLifecycle.Tests;

public class SelfCareStoryTests
{
    private static string Folder => SelfCareRun.Stories;

    public static TheoryData<string> Stories => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void Every_story_plays_for_people_in_lines_that_fit_a_page(string story)
    {
        var run = SelfCareRun.Of("play", Path.Combine(Folder, story));

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.Output.Should().NotContain("\u001b").And.Contain("at the end");
        run.Output.Split('\n').Should().OnlyContain(line => line.Length <= 80 && !line.EndsWith(' '));
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void In_every_language_and_detail_the_lines_are_as_long_as_the_user_says(string story)
    {
        foreach (var culture in (string[])["en", "zh-Hans", "id"])
        {
            foreach (var detail in (string[])["--brief", "--verbose"])
            {
                foreach (var columns in (string[])["60", "120"])
                {
                    var run = SelfCareRun.With(new() { ["COLUMNS"] = columns }, "", "play", Path.Combine(Folder, story), "--culture", culture, detail);

                    run.ExitCode.Should().Be(0, run.Error);
                    run.Output.Split('\n').Should().OnlyContain(line => Cells.Count(line) <= int.Parse(columns, System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void In_brief_a_step_is_one_line(string story)
    {
        var run = SelfCareRun.Of("play", Path.Combine(Folder, story), "--brief");

        run.Output.Split('\n').Count(line => System.Text.RegularExpressions.Regex.IsMatch(line, " [0-9]{2}:[0-9]{2}  [?✗=✓!·] "))
            .Should().Be(Play(story).Count);
    }

    [Fact]
    public void The_verbose_timeline_has_the_postings_every_instruction_and_the_next_deadline_beside_the_rest()
    {
        var (usual, all) = (SelfCareRun.Of("play", "1").Output, SelfCareRun.Of("play", "1", "-v").Output);

        usual.Should().Contain("Payment of USD 3.00").And.NotContain("customer → paid in advance").And.NotContain("next: ").And.Contain("→ Pay back USD 3.00");
        all.Should().Contain("customer → paid in advance USD 3.00").And.Contain("Have the network give full service").And.Contain("next: ");
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void No_story_tells_an_end_as_the_midnight_after_it_and_money_is_written_in_one_way(string story)
    {
        foreach (var culture in (string[])["en", "zh-Hans", "id"])
        {
            var text = SelfCareRun.Of("play", Path.Combine(Folder, story), "--culture", culture).Output.ReplaceLineEndings(" ");

            text.Should().NotMatchRegex("(until|through|by|of|to|ends|committed|paid|closed on) [0-9]+ [A-Z][a-z]+ [0-9]+ 00:00")
                .And.NotMatchRegex("[0-9] (USD|IDR)\\b").And.NotMatchRegex("paid until");
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public void Every_step_of_every_story_is_one_json_object_of_a_fixed_shape(string story)
    {
        var steps = Play(story);

        foreach (var step in steps)
        {
            var names = step.EnumerateObject().Select(property => property.Name).ToList();
            names[..8].Should().Equal("at", "outcome", "status", "events", "refusals", "instructions", "balances", "nextDeadline");
            if (step.GetProperty("outcome").GetString() == "Asked")
            {
                names[8..].Should().ContainSingle().Which.Should().BeOneOf("checklist", "progress");
                step.GetProperty("events").GetArrayLength().Should().Be(0);
            }
            else
            {
                names[8..].Should().BeEmpty();
                step.GetProperty("outcome").GetString().Should().BeOneOf(Enum.GetNames<Outcome>());
            }

            step.GetProperty("status").GetString().Should().BeOneOf(Enum.GetNames<SubscriptionStatus>());
            foreach (var @event in step.GetProperty("events").EnumerateArray())
                LifecycleJson.ReadEvent(System.Text.Encoding.UTF8.GetBytes(@event.GetRawText())).At.Should().NotBe(default);
            foreach (var instruction in step.GetProperty("instructions").EnumerateArray())
                instruction.GetProperty("instruct").GetString().Should().NotBeNullOrEmpty();
            foreach (var refusal in step.GetProperty("refusals").EnumerateArray())
            {
                refusal.GetProperty("code").GetString().Should().Contain(".");
                refusal.GetProperty("facts").ValueKind.Should().Be(JsonValueKind.Object);
                refusal.GetProperty("message").GetString().Should().NotBeNullOrEmpty();
            }
        }

        steps[^1].GetProperty("status").GetString().Should().BeOneOf("Closed", "Active");
    }

    [Fact]
    public void Without_a_command_all_stories_of_five_products_are_listed_and_the_first_is_played_in_brief()
    {
        var run = SelfCareRun.Of();

        run.ExitCode.Should().Be(0);
        var titles = run.Output.Split('\n').Where(line => line.StartsWith("══ ", StringComparison.Ordinal)).Select(line => line[3..5]);
        titles.Should().Equal("1.", "2.", "3.", "4.", "5.", "1.");
        run.Output.Should().Contain("\n  1b  devices go first                       13 steps, closed 17 Mar 2026\n")
            .And.Contain("\n23 Feb 2026 18:00  ✓ Unbinding a device → closed: ")
            .And.Contain("\n      SelfCare play 1 ");
        run.Output.Split('\n').Should().OnlyContain(line => line.Length <= 80 && !line.EndsWith(' '));
    }

    [Fact]
    public void Play_without_a_name_plays_all_stories_and_a_story_is_named_by_its_number_its_name_or_its_file()
    {
        SelfCareRun.Of("play", "--brief").Output.Split('\n').Count(line => line.StartsWith("══ ", StringComparison.Ordinal)).Should().Be(Stories.Count);
        SelfCareRun.Of("play", "1b").Should().Be(SelfCareRun.Of("play", "1b-axis-keep-number-unbind-first"))
            .And.Be(SelfCareRun.Of("play", Path.Combine(Folder, "1b-axis-keep-number-unbind-first.json")));
        SelfCareRun.Of("play", "5", "1").Output.Should().Be(SelfCareRun.Of("play", "5").Output + SelfCareRun.Of("play", "1").Output);
    }

    [Theory]
    [InlineData("Sat 31 Jan 2026")]
    [InlineData("Sat 31 Jan 2026", "LANG", "C")]
    [InlineData("Sat 31 Jan 2026", "LANG", "en_GB.UTF-8")]
    [InlineData("Sat 31 Jan 2026", "LANG", "no-such-language")]
    [InlineData("Sat 31 Jan 2026", "LANG", "fr_FR.UTF-8")]
    [InlineData("2026年1月31日 星期六", "LANG", "zh_CN.UTF-8")]
    [InlineData("2026年1月31日 星期六", "LANG", "id_ID.UTF-8", "LC_MESSAGES", "zh_SG")]
    [InlineData("Sabtu, 31 Jan 2026", "LC_ALL", "id_ID.UTF-8", "LC_MESSAGES", "zh_SG")]
    [InlineData("Sat 31 Jan 2026", "LC_ALL", "POSIX", "LANG", "id_ID")]
    [InlineData("Sabtu, 31 Jan 2026", "LC_ALL", "", "LANG", "id_ID@euro")]
    public void The_language_is_the_environments(string day, params string[] variables)
    {
        var environment = variables.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

        SelfCareRun.With(environment, "", "play", "1").Output.Should().Contain(day);
        SelfCareRun.With(environment, "", "play", "1", "--culture", "id").Output.Should().Contain("Sabtu, 31 Jan 2026");
    }

    [Theory]
    [InlineData(null, 80)]
    [InlineData("", 80)]
    [InlineData("0", 80)]
    [InlineData("wide", 80)]
    [InlineData("-5", 80)]
    [InlineData("1", 40)]
    [InlineData("64", 64)]
    [InlineData("132", 132)]
    public void A_file_or_pipe_is_as_wide_as_COLUMNS_says(string? columns, int width) =>
        SelfCareRun.With(columns is null ? [] : new() { ["COLUMNS"] = columns }, "", "play", "1").Output.Split('\n')[0].Length.Should().Be(width);

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_timeline_is_in_one_language_from_its_headings_to_its_labels(string file)
    {
        // What the story and its rules name themselves stays as it is, and so do codes, keys and names.
        var story = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsObject();
        story["title"] = "";
        story.Remove("about");
        foreach (var step in story["steps"]!.AsArray())
            step!.AsObject().Remove("about");
        var policy = story["policy"]!.GetValueKind() == JsonValueKind.String ? CarrierPolicy.Preset(story["policy"]!.GetValue<string>()).ToString() : "";
        var known = Words($"{story.ToJsonString()} {policy} {SelfCareRun.Of("policy", story["policy"]!.GetValueKind() == JsonValueKind.String ? story["policy"]!.GetValue<string>() : "axis-data").Output}"
            + " eSIM EID PayPal SHA provisioning charge pack late port out payout refund settlement transfer example HandleDownloadProgressInfo");

        var run = SelfCareRun.WithInput(story.ToJsonString(), "play", "-", "--verbose", "--culture", "zh-Hans");

        run.ExitCode.Should().Be(0, run.Error);
        var said = System.Text.RegularExpressions.Regex.Replace(run.Output, @"\([a-z_]+\.\s*[a-z_]+\)", "");
        Words(said).Except(known).Should().BeEmpty();

        static IEnumerable<string> Words(string text) => System.Text.RegularExpressions.Regex.Matches(text, "[A-Za-z]{3,}").Select(match => match.Value).Distinct();
    }

    [Fact]
    public void The_programs_own_texts_are_there_in_every_language_with_the_same_places_for_facts()
    {
        foreach (var key in Texts.Keys)
        {
            var texts = Texts.Languages.Select(language => new Texts(System.Globalization.CultureInfo.GetCultureInfo(language))[key]).ToList();
            texts.Select(Places).Distinct().Should().ContainSingle(key);
        }

        Texts.Languages.Should().BeEquivalentTo(MessageCatalog.Default.Languages);

        static string Places(string text) => string.Concat(System.Text.RegularExpressions.Regex.Matches(text, @"\{[0-9]\}").Select(match => match.Value).Order());
    }

    [Fact]
    public void Every_command_has_examples_in_its_help_that_can_be_parsed()
    {
        foreach (var command in HelpExamples.Commands)
        {
            var run = SelfCareRun.Of(command == "SelfCare" ? ["--help"] : [command, "--help"]);
            run.ExitCode.Should().Be(0);
            run.Output.Should().Contain("Examples:\n  SelfCare");
        }

        var commands = System.Text.RegularExpressions.Regex.Matches(SelfCareRun.Of("--help").Output.Split("Commands:")[1].Split("\n\n")[0], "^  ([a-z]+)", System.Text.RegularExpressions.RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value);
        commands.Except(["policy"]).Should().BeSubsetOf(HelpExamples.Commands);
    }

    [Fact]
    public void Keep_number_is_taken_back_settled_after_the_waiting_period_and_closed_by_the_last_device()
    {
        var story = Play("1-axis-keep-number.json");

        Refusals(At(story, "2026-02-10T01:00:00Z")).Should().Equal("channel.not_accepted", "identity.too_weak", "contact.missing");
        Refusals(At(story, "2026-02-10T01:09:00Z")).Should().Equal("cancellation.already_open");
        Events(At(story, "2026-02-11T12:00:00Z")).Should().Equal("CancellationWithdrawn");
        At(story, "2026-02-14T02:40:05Z").GetProperty("outcome").GetString().Should().Be("AlreadyDone");
        Events(At(story, "2026-02-22T03:00:00Z")).Should().Equal("AccountSettled");
        Refusals(At(story, "2026-02-22T03:05:00Z")).Should().Equal("cancellation.settled");

        var last = At(story, "2026-02-23T11:00:00Z");
        Events(last).Should().Equal("DeviceUnbound", "SubscriptionClosed");
        ItemsOf(last, "instructions", "instruct").Should().Equal("DeleteProfile", "StopService", "CancelMessages", "PayRefund", "PayRefund", "SendMessage");
        last.GetProperty("balances").GetProperty("RefundPayable").GetString().Should().Be("USD 6.50");
    }

    [Fact]
    public void A_refusal_names_each_device_and_what_helps()
    {
        var refusal = At(Play("1b-axis-keep-number-unbind-first.json"), "2026-03-10T13:00:00Z").GetProperty("refusals")[0];

        refusal.GetProperty("code").GetString().Should().Be("device.still_bound");
        refusal.GetProperty("facts").GetProperty("devices").EnumerateArray().Select(device => device.GetString())
            .Should().Equal("89049032123451234512345678901235", "89086030202200000022000023022943");
        refusal.GetProperty("remedy").GetRawText().Should().Be("""{"do":"UnbindDevice","device":"89049032123451234512345678901235"}""");
    }

    [Fact]
    public void Time_closes_at_its_own_moment_however_late_the_app_asks() =>
        At(Play("1b-axis-keep-number-unbind-first.json"), "2026-03-20T05:00:00Z").GetProperty("events")[1].GetProperty("at").GetString()
            .Should().Be("2026-03-17T17:00:00Z");

    [Fact]
    public void Travel_is_rejected_then_overdue_then_approved()
    {
        var story = Play("2-axis-travel.json");

        Refusals(At(story, "2026-04-10T02:30:00Z")).Should().Equal("role.not_permitted", "review.own_request");
        Events(At(story, "2026-04-13T08:00:00Z")).Should().Equal("CancellationRejected");
        At(story, "2026-04-13T08:00:00Z").GetProperty("status").GetString().Should().Be("Active");
        Events(At(story, "2026-04-18T01:00:00Z")).Should().Equal("ReviewOverdue");
        Events(At(story, "2026-04-20T11:00:00Z")).Should().Equal("DeviceUnbindRequested");
        Events(At(story, "2026-04-20T11:05:00Z")).Should().Equal("ProfileReported", "DeviceUnbound", "SubscriptionClosed");
    }

    [Fact]
    public void A_lost_phone_is_disabled_replaced_unbound_on_evidence_and_deleted_once_more_when_it_is_found()
    {
        var story = Play("2-axis-travel.json");

        Instructions(At(story, "2026-04-06T15:00:00Z")).Should().Equal("DisableProfile");
        Events(At(story, "2026-04-08T03:00:00Z")).Should().Equal("DeviceUnbindRequested", "DeviceBound");
        Events(At(story, "2026-04-09T04:00:00Z")).Should().Equal("DeviceUnbound");
        Instructions(At(story, "2026-04-24T20:00:00Z")).Should().Equal("DisableProfile", "DeleteProfile");
    }

    [Fact]
    public void Travel_follows_what_the_platforms_send_of_the_lost_and_the_new_phone()
    {
        var story = Play("2-axis-travel.json");

        Reported("2026-04-03T00:33:00Z").Should().Equal("Installed Changed");
        Reported("2026-04-03T00:34:00Z").Should().Equal("Enabled Changed");
        At(story, "2026-04-03T00:36:00Z").GetProperty("outcome").GetString().Should().Be("AlreadyDone");
        Reported("2026-04-06T17:10:00Z").Should().Equal("Disabled Changed");
        Reported("2026-04-20T11:05:00Z").Should().Equal("Deleted Changed");
        Reported("2026-04-20T11:06:00Z").Should().Equal("Disabled Stale");
        Reported("2026-04-24T20:00:00Z").Should().Equal("Enabled SignOfLife");
        ItemsOf(At(story, "2026-04-24T20:00:00Z"), "instructions", "instruct").Should().Equal("DisableProfile", "DeleteProfile");

        IEnumerable<string> Reported(string at) => story.Where(step => step.GetProperty("at").GetString() == at)
            .SelectMany(step => step.GetProperty("events").EnumerateArray())
            .Where(each => each.GetProperty("event").GetString() == "ProfileReported")
            .Select(each => $"{each.GetProperty("state").GetString()} {each.GetProperty("use").GetString()}");
    }

    [Fact]
    public void Data_lapses_without_an_answer_and_closes_at_the_end_of_what_is_paid()
    {
        var story = Play("3-axis-data.json");

        Events(At(story, "2026-03-02T02:00:00Z")).Should().Contain("CancellationLapsed");
        At(story, "2026-03-02T02:00:00Z").GetProperty("status").GetString().Should().Be("Active");
        Events(At(story, "2026-03-10T01:00:00Z")).Should().Contain("SubscriptionClosed");
    }

    [Theory]
    [InlineData("2026-02-13T02:05:00Z")]
    [InlineData("2026-02-24T08:20:00Z")]
    [InlineData("2026-03-13T09:00:00Z")]
    public void Data_everything_said_is_logged_before_and_after_closing(string at) =>
        Events(At(Play("3-axis-data.json"), at)).Should().Equal("CorrespondenceLogged");

    [Fact]
    public void Data_late_bills_stand_or_are_voided_by_rule_the_card_is_credited_and_she_comes_back()
    {
        var story = Play("3-axis-data.json");

        Events(At(story, "2026-03-12T02:00:00Z")).Should().Equal("LateChargeRecorded", "RefundsSetOff");
        At(story, "2026-03-12T02:01:00Z").GetProperty("outcome").GetString().Should().Be("AlreadyDone");
        At(story, "2026-03-12T02:02:00Z").GetProperty("events")[0].GetProperty("charge").GetProperty("voidReason").GetString().Should().Be("AfterServiceEnd");
        Events(At(story, "2026-03-12T02:03:00Z")).Should().Equal("UsageRecorded");
        Instructions(At(story, "2026-03-18T07:00:00Z")).Should().Equal("PayRefund", "SendMessage");
        Events(At(story, "2026-03-20T03:00:00Z")).Should().Equal("LateChargeResolved");
        At(story, "2026-03-23T01:00:00Z").GetProperty("balances").TryGetProperty("RefundPayable", out _).Should().BeFalse();
        At(story, "2026-04-20T02:00:00Z").GetProperty("balances").GetProperty("Receivable").GetString().Should().Be("USD -0.90");
        var voided = story[^2].GetProperty("events")[0].GetProperty("charge");
        (voided.GetProperty("voidReason").GetString(), voided.GetProperty("endedAt").GetString()).Should().Be(("ReportedTooLate", "2026-05-09T17:00:00Z"));

        var next = Play("3f-coming-back.json");
        Refusals(At(next, "2026-03-01T03:00:00Z")).Should().Equal("predecessor.not_closed");
        Instructions(At(next, "2026-05-02T03:00:00Z")).Should().Equal("MoveDues", "SendMessage");
        next[^1].GetProperty("balances").GetProperty("Transfers").GetString().Should().Be("USD 0.90");
        story[^1].GetProperty("balances").GetProperty("Transfers").GetString().Should().Be("USD -0.90");
    }

    [Fact]
    public void Smart_says_from_when_on_a_customer_may_come_back()
    {
        var story = Play("5d-applying-again.json");

        At(story, "2026-03-25T01:00:00Z").GetProperty("refusals")[0].GetProperty("retryAt").GetString().Should().Be("2026-04-18T16:00:00Z");
        Refusals(At(story, "2026-03-25T01:05:00Z")).Should().Equal("return.not_accepted");
        Events(At(story, "2026-04-18T16:00:00Z")).Should().Equal("SubscriptionOpened");
    }

    [Fact]
    public void Smart_takes_no_second_request_and_none_too_soon_and_names_the_devices_before_approval()
    {
        var story = Play("5-smart-keep-number.json");

        Refusals(At(story, "2026-02-02T01:35:00Z")).Should().Equal("cancellation.already_open");
        var tooSoon = At(story, "2026-02-05T02:00:00Z").GetProperty("refusals")[0];
        tooSoon.GetProperty("code").GetString().Should().Be("cancellation.too_soon");
        tooSoon.GetProperty("retryAt").GetString().Should().Be("2026-03-06T16:00:00Z");
        Refusals(At(story, "2026-03-10T02:00:00Z")).Should().Equal("device.still_bound");
        Events(At(story, "2026-03-19T00:00:00Z")).Should().Equal(
            "ReviewOverdue", "CancellationApproved", "ClearingStarted", "CancellationOverdue");

        // What nobody reviewed is not settled while the watch is bound.
        Events(At(story, "2026-03-19T01:00:00Z")).Should().Equal("DeviceUnbound", "AccountSettled", "SubscriptionClosed");
    }

    [Fact]
    public void Data_asks_for_what_its_reason_needs_and_again_for_what_can_not_be_read()
    {
        var story = Play("3-axis-data.json");

        var judged = At(story, "2026-02-13T02:00:00Z");
        Events(judged).Should().Equal("DocumentJudged");
        judged.GetProperty("events")[0].GetProperty("missing").EnumerateArray().Select(kind => kind.GetString()).Should().Equal("Contract", "ProofOfIdentity");
        Events(At(story, "2026-02-17T07:00:00Z")).Should().Equal("DocumentsSubmitted", "ReviewStarted");
        At(story, "2026-02-20T02:00:00Z").GetProperty("events")[0].GetProperty("reviewDaysLeft").GetInt32().Should().Be(6);
    }

    [Fact]
    public void Changed_terms_are_a_reason_to_leave_once_they_are_announced_and_cost_nothing()
    {
        var story = Play("3b-changed-terms.json");

        Refusals(At(story, "2026-01-20T03:00:00Z")).Should().Contain("cancellation.no_terms_change");
        Events(At(story, "2026-02-10T01:00:00Z")).Should().Contain("TermsChangeAnnounced");
        Events(At(story, "2026-02-16T12:00:00Z")).Should().Equal("CancellationRequested", "DocumentsAwaited");
        var closed = At(story, "2026-02-18T03:00:00Z");
        Events(closed).Should().Equal("CancellationApproved", "AccountSettled", "SubscriptionClosed");
        closed.GetProperty("balances").TryGetProperty("Fees", out _).Should().BeFalse();
    }

    [Fact]
    public void Smart_says_when_the_whole_takes_longer_than_seven_business_days()
    {
        var story = Play("5b-process-overdue.json");

        Refusals(At(story, "2026-04-07T03:05:00Z")).Should().Equal("document.not_accepted", "device.still_bound");
        var overdue = At(story, "2026-04-12T01:00:00Z");
        Events(overdue).Should().Equal("CancellationOverdue");
        overdue.GetProperty("events")[0].GetProperty("at").GetString().Should().Be("2026-04-10T16:00:00Z");
        overdue.GetProperty("status").GetString().Should().Be("UnderReview");
        At(story, "2026-04-13T02:00:00Z").GetProperty("status").GetString().Should().Be("Closed");
    }

    [Fact]
    public void The_checklist_says_what_to_do_what_is_lost_what_comes_back_and_what_is_missing()
    {
        var asked = At(Play("1-axis-keep-number.json"), "2026-02-10T00:50:00Z");

        Refusals(asked).Should().Equal("contact.missing");
        var checklist = asked.GetProperty("checklist");
        ItemsOf(checklist, "items", "kind").Should().Equal(
            "BackUpData", "PortNumberFirst", "NumberLost", "NumberPortable", "UnbindDevices", "Balance", "TakenBackUntil", "ServiceEnds", "Refund", "CannotBeRestored");
        checklist.GetProperty("items")[4].GetProperty("devices").GetArrayLength().Should().Be(3);
        checklist.GetProperty("net").GetString().Should().Be("USD 5.00");
        checklist.GetProperty("costs").GetString().Should().Be("USD 0.00");
    }

    [Theory]
    [InlineData("1-axis-keep-number.json", "2026-02-14T02:25:00Z", "2026-02-22T03:00:00Z")]
    [InlineData("2-axis-travel.json", "2026-04-14T00:55:00Z", "2026-04-20T02:00:00Z")]
    [InlineData("2c-journey-called-off.json", "2026-06-08T03:00:00Z", "2026-06-10T02:00:00Z")]
    [InlineData("3c-leaving-early.json", "2026-05-20T03:00:00Z", "2026-05-26T02:05:00Z")]
    [InlineData("4f-cooling-off.json", "2026-03-11T03:00:00Z", "2026-03-11T03:05:00Z")]
    [InlineData("5-smart-keep-number.json", "2026-02-02T00:50:00Z", "2026-03-19T01:00:00Z")]
    public void What_is_shown_before_the_request_is_what_is_settled_in_the_end(string file, string asked, string settled)
    {
        var story = Play(file);

        var checklist = At(story, asked).GetProperty("checklist");
        var account = At(story, settled).GetProperty("events").EnumerateArray().Single(each => each.GetProperty("event").GetString() == "AccountSettled");
        checklist.GetProperty("net").GetString().Should().Be(account.GetProperty("net").GetString());
        checklist.GetProperty("lines").GetRawText().Should().Be(account.GetProperty("lines").GetRawText());
    }

    [Fact]
    public void A_balance_moves_to_another_number_with_its_owners_consent_and_arrives_there_once()
    {
        var given = Play("1c-balance-moved.json");
        var taken = Play("1e-balance-received.json");

        Refusals(At(given, "2026-05-10T03:00:00Z")).Should().Equal("transfer.consent_missing");
        ItemsOf(At(given, "2026-05-10T03:05:00Z").GetProperty("checklist"), "items", "kind").Should().Contain("Transfer").And.NotContain("Refund");
        var moved = At(given, "2026-06-01T02:00:00Z").GetProperty("instructions").EnumerateArray()
            .Single(each => each.GetProperty("instruct").GetString() == "TransferBalance");
        (moved.GetProperty("amount").GetString(), moved.GetProperty("to").GetString(), moved.GetProperty("transfer").GetString())
            .Should().Be(("USD 12.00", "keep-4", "transfer-9"));
        Refusals(At(taken, "2026-06-01T03:00:00Z")).Should().Equal("amount.wrong_currency");
        taken[^1].GetProperty("outcome").GetString().Should().Be("AlreadyDone");
        taken[^1].GetProperty("balances").GetProperty("Wallet").GetString().Should().Be("USD 12.00");
        given[^1].GetProperty("outcome").GetString().Should().Be("AlreadyDone");
        given[^1].GetProperty("balances").GetProperty("Transfers").GetString().Should().Be("USD 12.00");
    }

    [Fact]
    public void A_balance_that_is_not_taken_goes_back_the_way_it_came()
    {
        var story = Play("1d-transfer-not-taken.json");

        Instructions(At(story, "2026-05-19T02:00:00Z")).Should().Equal("StopService", "CancelMessages", "TransferBalance", "SendMessage");
        Instructions(At(story, "2026-05-20T02:00:00Z")).Should().Equal("PayRefund", "PayRefund", "SendMessage");
        story[^1].GetProperty("balances").GetProperty("Customer").GetString().Should().Be("USD -0.97");
    }

    [Fact]
    public void Changed_terms_free_from_the_fee_that_any_other_reason_costs()
    {
        var story = Play("3b-changed-terms.json");

        Costs("2026-01-20T02:50:00Z").Should().Be("USD 60.00");
        Costs("2026-02-16T11:50:00Z").Should().Be("USD 55.00");
        Costs("2026-02-16T11:55:00Z").Should().Be("USD 0.00");

        string? Costs(string at) => At(story, at).GetProperty("checklist").GetProperty("costs").GetString();
    }

    [Fact]
    public void Leaving_early_is_paid_for_before_it_closes_given_up_or_not_possible()
    {
        var paid = Play("3c-leaving-early.json");
        At(paid, "2026-05-27T12:01:00Z").GetProperty("progress").GetProperty("dues").GetString().Should().Be("USD 7.84");
        Events(paid[^1]).Should().Equal("PaymentRecorded", "SubscriptionClosed");
        paid[^1].GetProperty("balances").GetProperty("Fees").GetString().Should().Be("USD 20.00");

        var givenUp = Play("3d-dues-written-off.json");
        Refusals(givenUp[^2]).Should().Equal("role.not_permitted");
        Events(givenUp[^1]).Should().Equal("DuesWrittenOff", "SubscriptionClosed");

        var notPossible = Play("3e-no-way-out-early.json");
        At(notPossible, "2026-05-25T03:05:00Z").GetProperty("refusals")[0].GetProperty("retryAt").GetString().Should().Be("2026-06-19T17:00:00Z");
        Events(notPossible[^1]).Should().Contain("SubscriptionClosed");
        notPossible[^1].GetProperty("balances").TryGetProperty("Fees", out _).Should().BeFalse();
    }

    [Fact]
    public void Less_than_the_least_refund_is_said_not_to_be_paid_out_before_it_is_not()
    {
        var story = Play("5-smart-keep-number.json");

        ItemsOf(At(story, "2026-02-02T00:50:00Z").GetProperty("checklist"), "items", "kind").Should().Contain("NotPaidOut").And.Contain("NothingComesBack");
        story[^1].GetProperty("balances").GetProperty("Forfeited").GetString().Should().Be("PHP 11.00");
    }

    [Fact]
    public void Smart_says_of_one_request_too_many_from_when_it_is_taken()
    {
        var story = Play("5c-too-many-requests.json");

        var refused = At(story, "2026-04-01T02:00:00Z");
        Refusals(refused).Should().Equal("cancellation.too_soon", "cancellation.too_many");
        refused.GetProperty("refusals")[1].GetProperty("retryAt").GetString().Should().Be("2026-07-09T16:00:00Z");
        At(story, "2026-07-10T02:00:00Z").GetProperty("outcome").GetString().Should().Be("Accepted");
    }

    [Fact]
    public void After_closing_the_number_rests_and_at_the_end_of_the_retention_personal_data_is_erased()
    {
        var keepNumber = Play("1-axis-keep-number.json");
        Instructions(At(keepNumber, "2026-03-10T02:00:00Z")).Should().Equal("PortOutNumber");
        Refusals(At(keepNumber, "2026-04-02T02:00:00Z")).Should().Equal("porting.window_over");
        Refusals(At(keepNumber, "2026-04-02T02:05:00Z")).Should().Equal("erasure.too_soon", "erasure.too_soon");
        Events(At(keepNumber, "2026-06-01T01:00:00Z")).Should().Equal("NumberReleased");

        Events(Play("5-smart-keep-number.json")[^2]).Should().Equal("NumberReleased");
        foreach (var story in new[] { "1-axis-keep-number.json", "3-axis-data.json", "5-smart-keep-number.json" })
        {
            var end = Play(story)[^1];
            Events(end).Should().Equal("PersonalDataErased");
            Instructions(end).Should().Equal("ErasePersonalData");
            end.GetProperty("nextDeadline").ValueKind.Should().Be(JsonValueKind.Null);
        }
    }

    private static IReadOnlyList<JsonElement> Play(string story) => SelfCareRun.OfStory(story).Lines;

    private static JsonElement At(IEnumerable<JsonElement> story, string at) =>
        story.Single(step => step.GetProperty("at").GetString() == at);

    private static IEnumerable<string?> Events(JsonElement step) => ItemsOf(step, "events", "event");

    private static IEnumerable<string?> Instructions(JsonElement step) => ItemsOf(step, "instructions", "instruct");

    private static IEnumerable<string?> Refusals(JsonElement step) => ItemsOf(step, "refusals", "code");

    private static IEnumerable<string?> ItemsOf(JsonElement step, string list, string name) =>
        step.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(name).GetString());
}
