namespace EsimLifecycle.Hosting.Tests;

/// <summary>Whole lives by HTTP.</summary>
public sealed class WebStoryTests
{
    [Fact]
    public async Task A_customer_leaves_with_two_devices_bound()
    {
        await using var shop = await WebShop.StartAsync();
        await shop.OpenAsync();

        // What is it, and what would leaving bring?
        var line = await shop.GetAsync("/lines/line-1");
        line["status"].Should().Be("Active");
        line.Json.GetProperty("description")[0].GetProperty("text").GetString().Should().Be("active");
        var quote = await shop.PostAsync("/lines/line-1/checklist", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""");
        quote["net"].Should().Be("USD 1.93");

        // It is asked for, and waits for the devices.
        var asked = await shop.GiveAsync("line-1", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""", headers: ("Accept-Language", "en-GB"));
        asked.Status.Should().Be(200);
        asked["outcome"].Should().Be("Accepted");
        asked["status"].Should().Be("Clearing");
        asked.Json.GetProperty("happened")[0].GetString().Should().StartWith("Cancellation requested: no longer needed; billing ends on 10 February 2026 at 10:00");
        var progress = await shop.GetAsync("/lines/line-1/progress");
        progress["waitingFor"].Should().Be("Customer");
        progress["text"].Should().Contain("Please unbind these devices by the end of 2026-03-20: 89049032123451234512345678901235 and 89086030202200000022000023022943.");

        // Meanwhile not everything is possible, and it is said what would help.
        var no = await shop.GiveAsync("line-1", """{ "do": "Renew", "method": "Card" }""");
        no.Status.Should().Be(409);
        no["code"].Should().Be("renewal.while_cancelling");
        no.Json.GetProperty("remedy").GetProperty("do").GetString().Should().Be("WithdrawCancellation");

        // The devices go, service ends, and the money comes back.
        (await shop.GiveAsync("line-1", """{ "do": "UnbindDevice", "device": "89049032123451234512345678901235" }""")).Status.Should().Be(200);
        (await shop.GiveAsync("line-1", """{ "do": "UnbindDevice", "device": "89086030202200000022000023022943" }""")).Status.Should().Be(200);
        shop.Clock.Advance(TimeSpan.FromDays(8));
        (await shop.GetAsync("/lines/line-1"))["status"].Should().Be("Closed", "time has passed, whether it was stored or not");
        (await shop.GetAsync("/lines/line-1/progress")).Status.Should().Be(204);
        var closed = await shop.GiveAsync("line-1", """{ "do": "BindDevice", "device": "89049032123451234512345678901235" }""");
        closed.Status.Should().Be(409);
        closed["code"].Should().Be("subscription.closed");
        (await shop.GetAsync("/lines/line-1/history", WebShop.Desk)).Json.EnumerateArray().Select(each => each.GetProperty("event").GetString())
            .Should().Equal("SubscriptionImported", "CancellationRequested", "ClearingStarted", "DeviceUnbound", "DeviceUnbound", "AccountSettled", "SubscriptionClosed");
    }

    [Fact]
    public async Task A_line_is_opened_paid_and_put_into_service()
    {
        await using var shop = await WebShop.StartAsync();

        var choices = await shop.GetAsync("/lines/line-2/available");
        choices.Status.Should().Be(200);
        choices.Json.EnumerateArray().Single(each => each.GetProperty("outcome").GetString() == "Accepted").GetProperty("choices").EnumerateArray()
            .Select(choice => choice.GetProperty("plan").GetProperty("code").GetString()).Should().Equal("keep-monthly", "keep-yearly");
        var opened = await shop.GiveAsync("line-2", """{ "do": "OpenSubscription", "id": "line-2", "plan": "keep-monthly" }""");
        opened.Status.Should().Be(201);
        opened.Headers["Location"].Should().Be("/lines/line-2");

        var unpaid = await shop.GiveAsync("line-2", """{ "do": "Activate" }""");
        unpaid.Status.Should().Be(422);
        unpaid["type"].Should().Be("urn:esim-lifecycle:refusal:activation.unpaid");
        unpaid.Json.GetProperty("facts").GetProperty("price").GetString().Should().Be("USD 3.00");
        (await shop.GiveAsync("line-2", """{ "do": "RecordPayment", "reference": "payment-1", "amount": "USD 3.00", "method": "Card" }""", WebShop.Provider)).Status.Should().Be(200);
        (await shop.GiveAsync("line-2", """{ "do": "Activate" }"""))["status"].Should().Be("Active");
        (await shop.GiveAsync("line-2", """{ "do": "SetAutoRenewal", "on": true, "method": "Card" }""")).ToString().Should().StartWith("200");

        (await shop.GetAsync("/lines/line-2/next-charge"))["amount"].Should().Be("USD 3.00");
        var ahead = await shop.GetAsync("/lines/line-2/forecast?days=40");
        ahead.Json.EnumerateArray().SelectMany(step => step.GetProperty("charges").EnumerateArray()).Should().ContainSingle();
        var failing = await shop.GetAsync("/lines/line-2/forecast?days=40&paymentsSucceed=false");
        failing.Json.EnumerateArray().SelectMany(step => step.GetProperty("charges").EnumerateArray()).Should().HaveCountGreaterThan(1);
        (await shop.PostAsync("/lines/line-2/best-day?to=2026-02-20", """{ "do": "RequestCancellation", "reason": "NoLongerNeeded" }""")).Json.GetProperty("days").GetArrayLength()
            .Should().Be(11);
    }
}
