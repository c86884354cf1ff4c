using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Docs;

/// <summary>Holds the code on a page to what it says.</summary>
internal static class FenceAssert
{
    /// <summary>
    /// <c>reported</c> reports its marked lines and no others, <c>clean</c> nothing, <c>fixed</c> is what the first fix makes of the
    /// <c>reported</c> before it, and reports nothing. No C# fence may be of another kind. Updating the docs writes what is <c>fixed</c>.
    /// </summary>
    public static async Task AllTrueAsync(string path)
    {
        Fence? reported = null;
        var page = await File.ReadAllTextAsync(path);
        var upToDate = page;
        var fences = Fence.On(page);
        foreach (var fence in fences)
        {
            switch (fence.Kind)
            {
                case "reported":
                    Assert.NotEmpty(fence.Marks());
                    Assert.Equal(fence.Marks(), await fence.ReportsAsync());
                    reported = fence;
                    break;
                case "clean":
                    Assert.Empty(await fence.ReportsAsync());
                    break;
                case "fixed":
                    Assert.NotNull(reported);
                    var repaired = fence with { Code = await reported.WithoutMarks().FixedAsync(RulePage.Fixes) };
                    Assert.Empty(await repaired.ReportsAsync());
                    upToDate = upToDate.Substring(0, fence.Start + upToDate.Length - page.Length) + repaired.Code + page.Substring(fence.Start + fence.Code.Length);
                    break;
                default:
                    Assert.Fail($"{path}: a fence of C# is 'reported', 'clean' or 'fixed', not '{fence.Kind}'");
                    break;
            }
        }

        RulePage.AssertOrUpdate(path, upToDate);
    }
}
