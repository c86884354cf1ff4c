using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;

namespace Corpus.Clean.Calculator;

/// <summary>No startup: one object serves everybody, and it has nothing but constants.</summary>
public class CalculatorFunctions
{
    private const int Scale = 2;
    private readonly decimal _factor = 1.0m;

    [LambdaFunction(MemorySize = 2048, Timeout = 5)]
    [HttpApi(LambdaHttpMethod.Get, "/add/{x}/{y}")]
    public decimal Add([FromRoute] decimal x, [FromRoute] decimal y)
    {
        var sum = x;
        sum += y;
        return decimal.Round(sum * _factor, Scale);
    }

    [LambdaFunction]
    [RestApi(LambdaHttpMethod.Post, "/divide")]
    public async Task<IHttpResult> Divide([FromBody] decimal[] numbers)
    {
        if (numbers.Length == 0)
        {
            return HttpResults.BadRequest("nothing to divide");
        }

        var result = numbers[0];
        for (var i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] == 0)
            {
                return HttpResults.BadRequest(i);
            }

            numbers[i] = decimal.Round(numbers[i], Scale);
            result /= numbers[i];
        }

        await Task.Yield();
        return HttpResults.Ok(result).AddHeader("X-Scale", Scale.ToString());
    }
}
